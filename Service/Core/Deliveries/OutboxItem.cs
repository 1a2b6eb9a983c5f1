using WcfBroker.Core.Durable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Deliveries;

/// <summary>One thing to send to a session, in the order in which the broker decided it.</summary>
public readonly record struct OutboxItem(OutboxItemKind Kind, Subscription? Subscription)
{
    public PublishedMessage? Message { get; init; }

    /// <summary>The topic to show, where it is not the message's own.</summary>
    public Topic? ShownAs { get; init; }

    /// <summary>The attempt that this delivery of a durable subscription is.</summary>
    public DeliveryAttempt? Attempt { get; init; }

    /// <summary>With <see cref="OutboxItemKind.Ended"/>: why; with <see cref="OutboxItemKind.Word"/>: the words.</summary>
    public string? Reason { get; init; }

    public long From { get; init; }

    public long To { get; init; }

    public long Count { get; init; }

    public Topic Topic => ShownAs ?? Message!.Topic;

    /// <summary>Whether it counts against the outbox's bounds and may be dropped. What is leased is bounded by credit instead.</summary>
    internal bool IsMessage => Kind <= OutboxItemKind.Request;

    internal bool IsTopics => Kind is OutboxItemKind.TopicsCreated or OutboxItemKind.TopicList;

    internal long Bytes => Message?.Content.Bytes ?? 0;
}
