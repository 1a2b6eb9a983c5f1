namespace WcfBroker.Contracts.Subscriptions;

/// <summary>The values of <see cref="SubscriptionOptions.Start"/>.</summary>
/// <remarks>A start older than what the broker keeps begins at the first kept message, after one <see cref="NoticeKinds.Gap"/> notice.</remarks>
public static class StartPositions
{
    /// <summary>The last message of each matching topic, a parent before its subtopics, then new messages.</summary>
    public const string Last = "Last";

    /// <summary>New messages only.</summary>
    public const string New = "New";

    /// <summary>All messages that the broker keeps, then new ones.</summary>
    public const string All = "All";

    /// <summary>From <see cref="SubscriptionOptions.StartSequence"/> on.</summary>
    public const string Sequence = "Sequence";

    /// <summary>From <see cref="SubscriptionOptions.StartTimeUtc"/> on.</summary>
    public const string Time = "Time";
}
