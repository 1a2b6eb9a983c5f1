using System.Buffers;
using System.IO.Pipelines;
using WcfBroker.Core.Commands;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>Hands what a client sends to the loop, in order. A loop that has more than enough to do slows the client.</summary>
internal sealed class SessionReader(SessionContext session, PipeReader input)
{
    private readonly CommandDecoder _decoder = new(session);
    private readonly List<Command> _commands = [];
    private ReadOnlySequence<byte> _unread;

    /// <summary>Runs until the client has nothing more to say, or the read is cancelled.</summary>
    public async Task RunAsync()
    {
        while (!session.Loop.Completion.IsCompleted)
        {
            var result = await input.ReadAsync();
            if (result.IsCanceled)
                return;
            _unread = result.Buffer;
            while (await PostSomeAsync())
            {
                // A client with much to say lets the others, and the writers, have their turn.
                await Task.Yield();
            }

            input.AdvanceTo(_unread.Start, _unread.End);
            if (result.IsCompleted)
                return;
        }
    }

    private async ValueTask<bool> PostSomeAsync()
    {
        try
        {
            var frames = _decoder.Read(ref _unread, _commands);
            session.Counters.AddReceived(frames);
            return frames == CommandDecoder.FramesMax;
        }
        finally
        {
            // What came before a frame that breaks the protocol is applied all the same.
            await PostAsync();
        }
    }

    private async ValueTask PostAsync()
    {
        foreach (var command in _commands)
            await session.Loop.PostAsync(command);
        _commands.Clear();
    }
}
