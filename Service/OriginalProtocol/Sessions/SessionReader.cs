using System.Buffers;
using System.IO.Pipelines;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>Hands what a client sends to the loop, in order. A loop that has more than enough to do slows the client.</summary>
internal sealed class SessionReader(SessionContext session, PipeReader input)
{
    private readonly CommandDecoder _decoder = new(session);

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
        var frames = 0;
        try
        {
            for (; _decoder.TryRead(ref buffer, out var command); frames++)
            {
                if (command is not null)
                    await session.Loop.PostAsync(command);
            }
        }
        finally
        {
            session.Counters.AddReceived(frames);
        }

        return buffer;
    }
}
