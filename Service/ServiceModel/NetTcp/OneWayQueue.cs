using System.Threading.Channels;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// Runs the one-way calls of a session strictly one after another. As long as each completes at once they run where they are received;
/// the others wait here for the one before.
/// </summary>
internal sealed class OneWayQueue(int max)
{
    private Channel<(ISessionCall Call, Task? Started)>? _waiting;
    private int _count;

    /// <summary>Called by the receiving loop alone; waits when the queue is full.</summary>
    public ValueTask RunAsync(ISessionCall call, CancellationToken cancellationToken)
    {
        // Nothing can slip in between, because nobody else adds.
        Task? started = null;
        if (Volatile.Read(ref _count) == 0 && call.Operation.IsAsync)
        {
            started = ReceiveThread.Start(call, static c => c.RunAsync());
            if (started.IsCompletedSuccessfully)
                return default;
        }

        Interlocked.Increment(ref _count);
        return AddAsync(call, started, cancellationToken);
    }

    private async ValueTask AddAsync(ISessionCall call, Task? started, CancellationToken cancellationToken)
    {
        try
        {
            await Waiting().WriteAsync((call, started), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            call.IsStarted = started is not null;
            throw;
        }
    }

    private ChannelWriter<(ISessionCall Call, Task? Started)> Waiting()
    {
        if (_waiting is null)
        {
            var options = new BoundedChannelOptions(max) { SingleReader = true, SingleWriter = true };
            _waiting = Channel.CreateBounded<(ISessionCall, Task?)>(options);
            // The reader finds the queue empty, so it does not run a call here.
            _ = PumpAsync(_waiting.Reader);
        }

        return _waiting.Writer;
    }

    private async Task PumpAsync(ChannelReader<(ISessionCall Call, Task? Started)> reader)
    {
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out var item))
            {
                await (item.Started ?? item.Call.RunAsync()).ConfigureAwait(false);
                Interlocked.Decrement(ref _count);
            }
        }
    }
}
