using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Tests.Model;

/// <summary>One thing that a session is sent: what there is to compare of an outbox item.</summary>
internal readonly record struct ReferenceItem(OutboxItemKind Kind, string? Subscription, string? Topic, long Sequence, long From, long To)
{
    public static ReferenceItem Of(in OutboxItem item) => new(
        item.Kind, item.Subscription?.Id.Value, item.Message is null ? null : item.Topic.Name.Value, item.Message?.Sequence ?? 0, item.From, item.To);

    public bool IsMessage => Topic is not null;
}
