using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>Takes what one session brings, in order.</summary>
internal interface ISessionFeed
{
    void Deliver(Delivery delivery);

    void Notify(Notice notice);
}
