using WcfBroker.Client;
using WcfBroker.Client.Durable;

namespace WcfBroker.Cli.Subscribing;

/// <summary>
/// Writes what a durable subscription brings, until enough was written or Ctrl-C is pressed. A message is settled once its line
/// has gone out: who reads the output has it, or it comes again.
/// </summary>
internal sealed class DurableRun(SubscribeOutput output, SubscribeArguments arguments)
{
    /// <summary>Written and not yet settled: never more than the subscription's credit.</summary>
    private readonly List<DurableDelivery> _written = [];

    public async Task<int> RunAsync(BrokerConnection connection, CancellationToken cancellationToken)
    {
        await using var subscription = await connection.SubscribeDurableAsync(arguments.Topics[0], arguments.Options, cancellationToken);
        output.Announce(subscription.Info);
        subscription.StateChanged += output.OnStateChanged;
        subscription.NoticeReceived += output.OnNotice;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await WriteAsync(subscription, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C is how a subscription without --count ends.
        }
        catch (IOException)
        {
            // The reader of the output has gone, as head does: what it did not read is not settled.
            return ExitCodes.Done;
        }

        await TrySettleAsync();
        return ExitCodes.Done;
    }

    private async Task WriteAsync(DurableSubscription subscription, CancellationTokenSource stop)
    {
        await using var deliveries = subscription.GetAsyncEnumerator(stop.Token);
        for (var left = arguments.Count ?? long.MaxValue; left > 0 && await NextAsync(deliveries, stop); left--)
        {
            output.Write(deliveries.Current.Message);
            _written.Add(deliveries.Current);
        }
    }

    /// <summary>The next message; before waiting for it, what was written goes out and is settled.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<DurableDelivery> deliveries, CancellationTokenSource stop)
    {
        var next = deliveries.MoveNextAsync().AsTask();
        try
        {
            if (!next.IsCompleted && !await TrySettleAsync())
            {
                await stop.CancelAsync();
            }
        }
        catch
        {
            // The enumerator can only be disposed of when it does not wait for a message.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await next;
    }

    /// <summary>False when the reader of the output has gone; then nothing is settled.</summary>
    private async Task<bool> TrySettleAsync()
    {
        if (!output.TryFlush())
        {
            return false;
        }

        try
        {
            await Task.WhenAll(_written.ConvertAll(SettleAsync));
        }
        catch (BrokerConnectionException)
        {
            // The session was lost: what was not settled comes again, marked, over the next one.
        }

        _written.Clear();
        return true;
    }

    private Task<bool> SettleAsync(DurableDelivery delivery) => arguments switch
    {
        { Reject: { } reason } => delivery.RejectAsync(reason),
        { Return: { } reason } => delivery.ReturnAsync(delay: null, reason),
        _ => delivery.AcknowledgeAsync(),
    };
}
