namespace WcfBroker.Core.Subscriptions;

/// <summary>Where a subscription starts.</summary>
public enum StartKind
{
    /// <summary>The retained message of each matching topic, then live.</summary>
    Last,

    /// <summary>As the original protocol has it: each matching topic with the last message at or below it, in order of creation.</summary>
    LastBelow,

    /// <summary>Live only.</summary>
    New,

    /// <summary>All that is kept, then live.</summary>
    All,

    /// <summary>From a sequence on.</summary>
    Sequence,

    /// <summary>From a time on.</summary>
    Time,
}
