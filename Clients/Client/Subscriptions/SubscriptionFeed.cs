using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>What one session hands to its subscription's buffer.</summary>
internal sealed class SubscriptionFeed(DeliveryBuffer buffer, ResumePosition position, Action<Exception> ended) : ISessionFeed
{
    private readonly int _epoch = buffer.NextEpoch();

    public void Deliver(Delivery delivery) =>
        buffer.Add(_epoch, new BufferedItem(delivery, null), item => position.Take(item.Delivery!));

    public void Notify(Notice notice)
    {
        if (notice.Kind == NoticeKinds.SubscriptionEnded)
        {
            ended(new SubscriptionEndedException(notice.Reason));
        }
        else if (notice.Kind != NoticeKinds.KeepAlive)
        {
            buffer.Add(_epoch, new BufferedItem(null, notice), _ => true);
        }
    }
}
