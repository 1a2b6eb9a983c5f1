using WcfBroker.Client.Durable;
using WcfBroker.Client.Sessions;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>Subscribes in each new session, and takes the subscription up where the session before it ended.</summary>
internal sealed class SubscriptionSession(string topic, SubscriptionOptions options, DeliveryBuffer buffer, BrokerCalls calls)
    : ISessionOwner
{
    private readonly ResumePosition _position = new(options);
    private SubscriptionFeed? _feed;

    public event Action<BrokerStateEventArgs>? Changed;

    /// <summary>The broker has ended the subscription.</summary>
    public event Action<Exception>? Ended;

    public SubscriptionInfo? Info { get; private set; }

    public ISubscriberCallback CreateCallback()
    {
        _feed = new SubscriptionFeed(buffer, _position, reason => Ended?.Invoke(reason));
        return options.Responder ? new RequestCallback(_feed) : new BatchCallback(_feed);
    }

    public async Task OpenedAsync(IBroker broker, CancellationToken cancellationToken)
    {
        var info = await SubscribeAsync(broker, _position.Options(), cancellationToken).ConfigureAwait(false);
        if (_position.IsLost(info))
        {
            info = await StartAnewAsync(broker, info, cancellationToken).ConfigureAwait(false);
        }

        if (options.Durable is not null)
        {
            Recreation.Tell(_feed!, Info, info);
        }

        _position.Started(info);
        Info = info;
    }

    public void StateChanged(BrokerStateEventArgs change)
    {
        if (change.State == BrokerConnectionState.Closed)
        {
            buffer.Close(change.Error);
        }

        Changed?.Invoke(change);
    }

    private async Task<SubscriptionInfo> StartAnewAsync(IBroker broker, SubscriptionInfo stale, CancellationToken cancellationToken)
    {
        await calls.AnswerAsync(() => broker.UnsubscribeAsync(stale.Id), cancellationToken).ConfigureAwait(false);
        _feed!.Notify(new Notice
        {
            Kind = NoticeKinds.Gap,
            Reason = "The broker has started anew and numbers its messages from 1 again: what it kept before is lost.",
        });
        return await SubscribeAsync(broker, _position.Anew(), cancellationToken).ConfigureAwait(false);
    }

    private Task<SubscriptionInfo> SubscribeAsync(IBroker broker, SubscriptionOptions with, CancellationToken cancellationToken) =>
        calls.AnswerAsync(() => broker.SubscribeAsync(topic, with), cancellationToken);
}
