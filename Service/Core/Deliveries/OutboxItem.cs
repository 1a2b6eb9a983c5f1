using WcfBroker.Core.Durable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Deliveries;

/// <summary>One thing to send to a session, in the order in which the broker decided it. It is small, for every delivery copies it.</summary>
public readonly record struct OutboxItem(OutboxItemKind Kind, Subscription? Subscription)
{
    // Each kind has at most one thing beside the message.
    private readonly object? _beside;

    public PublishedMessage? Message { get; init; }

    /// <summary>The topic to show, where it is not the message's own.</summary>
    public Topic? ShownAs { get => _beside as Topic; init => _beside = value; }

    /// <summary>The attempt that this delivery of a durable subscription is.</summary>
    public DeliveryAttempt? Attempt { get => _beside as DeliveryAttempt; init => _beside = value; }

    /// <summary>With <see cref="OutboxItemKind.Ended"/>: why; with <see cref="OutboxItemKind.Word"/>: the words.</summary>
    public string? Reason { get => _beside as string; init => _beside = value; }

    /// <summary>With a notice of messages or topics: which.</summary>
    public Extent? Extent { get => _beside as Extent; init => _beside = value; }

    public long From => Extent?.From ?? 0;

    public long To => Extent?.To ?? 0;

    public long Count => Extent?.Count ?? 0;

    public Topic Topic => ShownAs ?? Message!.Topic;

    /// <summary>Whether it counts against the outbox's bounds and may be dropped. What is leased is bounded by credit instead.</summary>
    internal bool IsMessage => Kind <= OutboxItemKind.Request;

    internal bool IsTopics => Kind is OutboxItemKind.TopicsCreated or OutboxItemKind.TopicList;

    internal long Bytes => Message?.Content.Bytes ?? 0;
}
