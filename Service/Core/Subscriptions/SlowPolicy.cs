namespace WcfBroker.Core.Subscriptions;

/// <summary>What happens to a subscription's messages when its session's outbox is full.</summary>
public enum SlowPolicy
{
    DropOldest,
    LatestPerTopic,
    Disconnect,
}
