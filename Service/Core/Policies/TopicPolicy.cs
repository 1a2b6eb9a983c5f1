using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Policies;

/// <summary>What holds for the topics that a filter covers. Bounds count each topic for itself; null: none besides those of all.</summary>
public sealed record TopicPolicy(TopicFilter Topics)
{
    /// <summary>What holds for topics that no policy names.</summary>
    public static readonly TopicPolicy Default = new(TopicFilter.Parse("/"));

    public Durability Durability { get; init; } = Durability.Disk;

    /// <summary>Older messages are dropped, but for the last one.</summary>
    public TimeSpan? AgeMax { get; init; }

    /// <summary>Of more messages the oldest are dropped.</summary>
    public long? CountMax { get; init; }

    /// <summary>Of more <see cref="Messages.MessageContent.Bytes"/> the oldest messages are dropped, but for the last one.</summary>
    public long? BytesMax { get; init; }

    /// <summary>Whether messages of single topics are dropped before the whole log drops them.</summary>
    public bool Drops => AgeMax is not null || Counts;

    /// <summary>Whether messages are counted for that.</summary>
    internal bool Counts => CountMax is not null || BytesMax is not null;

    /// <summary>Bytes of a message's payload.</summary>
    public int? PayloadBytesMax { get; init; }

    /// <summary>What subscriptions do that do not say it themselves.</summary>
    public SlowPolicy? WhenSlow { get; init; }

    /// <summary>Whether what a durable subscription has not settled is kept whatever retention says.</summary>
    public bool HoldForSubscriptions { get; init; }
}
