namespace WcfBroker.Contracts.Subscriptions;

/// <summary>
/// The values of <see cref="SubscriptionOptions.WhenSlow"/>: what happens when a session's outbound queue (1,000 messages
/// or 8 MiB by default) is full.
/// </summary>
public static class SlowSubscriberPolicies
{
    /// <summary>The oldest messages are dropped; one <see cref="NoticeKinds.Gap"/> notice tells of each run of drops.</summary>
    public const string DropOldest = "DropOldest";

    /// <summary>A newer message of a topic takes the place of the older one that still waits; beyond that as <see cref="DropOldest"/>.</summary>
    public const string LatestPerTopic = "LatestPerTopic";

    /// <summary>The session is closed.</summary>
    public const string Disconnect = "Disconnect";
}
