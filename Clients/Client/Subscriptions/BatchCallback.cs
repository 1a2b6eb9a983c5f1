using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>Receives messages in batches and in order; while the feed waits for room, nothing more is read from the session.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Single, UseSynchronizationContext = false)]
internal sealed class BatchCallback(ISessionFeed feed) : ISubscriberCallback
{
    public void OnMessage(Delivery delivery) => feed.Deliver(delivery);

    public void OnMessages(Delivery[] deliveries)
    {
        foreach (var delivery in deliveries)
        {
            feed.Deliver(delivery);
        }
    }

    public void HandleMessage(Delivery delivery) => feed.Deliver(delivery);

    public void OnNotice(Notice notice) => feed.Notify(notice);
}
