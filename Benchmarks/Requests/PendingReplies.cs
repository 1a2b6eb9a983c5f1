using System.Collections.Concurrent;

namespace WcfBroker.Benchmarks.Requests;

/// <summary>The requests that wait for their replies, by number.</summary>
internal sealed class PendingReplies
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();

    /// <summary>Sends a request and returns when the reply with its number has come.</summary>
    public async Task RequestAsync(long number, Func<Task> send)
    {
        var reply = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[number] = reply;
        await send();
        await reply.Task.WaitAsync(Patience);
    }

    public void Complete(long number)
    {
        if (!_waiting.TryRemove(number, out var reply))
            throw new InvalidDataException($"Nobody waits for reply {number}.");
        reply.SetResult();
    }
}
