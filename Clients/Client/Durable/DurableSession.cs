using WcfBroker.Client.Sessions;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Durable;

/// <summary>Subscribes in each new session under the same name; the broker knows where the subscription stands.</summary>
internal sealed class DurableSession(
    string topic, SubscriptionOptions options, DurableBuffer buffer, BrokerCalls calls, TimeProvider time) : ISessionOwner
{
    /// <summary>The lease that the broker gives when nothing is said.</summary>
    private static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(30);

    private volatile DurableLink? _link;

    public event Action<BrokerStateEventArgs>? Changed;

    /// <summary>The broker has ended the subscription.</summary>
    public event Action<Exception>? Ended;

    public SubscriptionInfo? Info { get; private set; }

    /// <summary>Ends when all acknowledgements of the current session are answered.</summary>
    public Task Sent => _link!.Sent;

    public ISubscriberCallback CreateCallback()
    {
        _link = new DurableLink(buffer, calls, time, options.Lease ?? DefaultLease, reason => Ended?.Invoke(reason));
        return new BatchCallback(_link);
    }

    public async Task OpenedAsync(IBroker broker, CancellationToken cancellationToken)
    {
        var link = _link!;
        link.Begin(broker);
        var info = await calls.AnswerAsync(() => broker.SubscribeAsync(topic, options), cancellationToken).ConfigureAwait(false);
        Recreation.Tell(link, Info, info);
        Info = info;
    }

    public void StateChanged(BrokerStateEventArgs change)
    {
        if (change.State != BrokerConnectionState.Connected)
        {
            _link!.End();
        }

        if (change.State == BrokerConnectionState.Closed)
        {
            buffer.Close(change.Error);
        }

        Changed?.Invoke(change);
    }
}
