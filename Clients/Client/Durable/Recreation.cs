using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Durable;

/// <summary>A durable subscription that was gone when its subscriber came back, so that subscribing made a new one.</summary>
internal static class Recreation
{
    /// <summary>Tells it as a gap; a subscription that was resumed, or made for the first time, is not worth a word.</summary>
    public static void Tell(ISessionFeed feed, SubscriptionInfo? before, SubscriptionInfo now)
    {
        if (before is not null && !now.Resumed)
        {
            feed.Notify(new Notice
            {
                Kind = NoticeKinds.Gap,
                Reason = "The durable subscription was gone and has been made anew: what it had not yet given is lost to it.",
            });
        }
    }
}
