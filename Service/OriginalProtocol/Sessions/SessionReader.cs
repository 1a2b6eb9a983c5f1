using System.Buffers;
using System.IO.Pipelines;
using WcfBroker.Core.Commands;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>Hands what a client sends to the loop, in order. A loop that has more than enough to do slows the client.</summary>
internal sealed class SessionReader(SessionContext session, PipeReader input)
{
    private readonly CommandDecoder _decoder = new(session);
    private readonly List<Command> _commands = [];

    /// <summary>Runs until the client has nothing more to say, or the read is cancelled.</summary>
    public async Task RunAsync()
    {
        while (!session.Loop.Completion.IsCompleted)
        {
            var result = await input.ReadAsync();
            if (result.IsCanceled)
                return;
            var rest = await PostAllAsync(result.Buffer);
            input.AdvanceTo(rest.Start, rest.End);
            if (result.IsCompleted)
                return;
        }
    }

    private async ValueTask<ReadOnlySequence<byte>> PostAllAsync(ReadOnlySequence<byte> buffer)
    {
        int frames;
        do
        {
            try
            {
                frames = _decoder.Read(ref buffer, _commands);
                session.Counters.AddReceived(frames);
            }
            finally
            {
                await PostAsync();
            }
        }
        while (frames > 0);
        return buffer;
    }

    private async ValueTask PostAsync()
    {
        foreach (var command in _commands)
            await session.Loop.PostAsync(command);
        _commands.Clear();
    }
}
