namespace WcfBroker.Core.Subscriptions;

/// <summary>Of which new topics a subscription's session is told.</summary>
public enum TopicNotices
{
    None,

    /// <summary>Of those that the subscription covers.</summary>
    Covered,

    /// <summary>Of all that another session creates, as the original protocol has it.</summary>
    All,
}
