using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>
/// Receives requests one by one, two-way. While it waits for room the broker sends no further request, yet the session
/// is read, since the answers to replies come over it too.
/// </summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Multiple, UseSynchronizationContext = false)]
internal sealed class RequestCallback(ISessionFeed feed) : ISubscriberCallback
{
    public void OnMessage(Delivery delivery) => feed.Deliver(delivery);

    public void OnMessages(Delivery[] deliveries) => Array.ForEach(deliveries, feed.Deliver);

    public void HandleMessage(Delivery delivery) => feed.Deliver(delivery);

    public void OnNotice(Notice notice) => feed.Notify(notice);
}
