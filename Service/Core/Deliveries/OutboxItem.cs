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

    public long From { get; init; }

    public long To { get; init; }

    public long Count { get; init; }

    public Topic Topic => ShownAs ?? Message!.Topic;

    internal bool IsMessage => Kind <= OutboxItemKind.Request;

    internal long Bytes => Message?.Content.Bytes ?? 0;
}
