using WcfBroker.Client;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Subscribing;

/// <summary>Writes what subscriptions bring, in the order of their coming, until enough was written or Ctrl-C is pressed.</summary>
internal sealed class SubscribeRun(SubscribeOutput output, SubscribeArguments arguments)
{
    private readonly long _messagesMax = arguments.Count ?? long.MaxValue;
    private long _messages;

    public async Task<int> RunAsync(BrokerConnection connection, CancellationToken cancellationToken)
    {
        var subscriptions = new List<Subscription>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (var topic in arguments.Topics)
            {
                var subscription = await connection.SubscribeAsync(topic, arguments.Options, cancellationToken);
                subscriptions.Add(subscription);
                output.Announce(subscription.Info);
                subscription.StateChanged += output.OnStateChanged;
                subscription.NoticeReceived += output.OnNotice;
            }

            await Task.WhenAll(subscriptions.ConvertAll(subscription => WriteAsync(subscription, stop)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C is how a subscription without --count ends.
        }
        catch (IOException)
        {
            // The reader of the output has gone, as head does: then there is nobody to write for.
        }
        finally
        {
            await Task.WhenAll(subscriptions.ConvertAll(subscription => subscription.DisposeAsync().AsTask()));
        }

        return ExitCodes.Done;
    }

    /// <summary>Writes one subscription's messages; when it ends, the others end too.</summary>
    private async Task WriteAsync(Subscription subscription, CancellationTokenSource stop)
    {
        try
        {
            await using var deliveries = subscription.GetAsyncEnumerator(stop.Token);
            while (await NextAsync(deliveries, stop) && Interlocked.Increment(ref _messages) <= _messagesMax)
            {
                output.Write(deliveries.Current);
                if (Interlocked.Read(ref _messages) >= _messagesMax)
                {
                    return;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>The next message; before waiting for it, what was written goes out.</summary>
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<Delivery> deliveries, CancellationTokenSource stop)
    {
        var next = deliveries.MoveNextAsync();
        if (!next.IsCompleted && !output.TryFlush())
        {
            await stop.CancelAsync();
        }

        return await next;
    }
}
