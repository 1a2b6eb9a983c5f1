using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Effects;

/// <summary>Something for one session: a message, a gap, or news of topics.</summary>
public sealed record Send(Outbox Outbox, OutboxItem Item) : Effect
{
    internal override void Release(TouchedOutboxes touched)
    {
        if (Item.IsMessage)
            Outbox.Offer(Item);
        else if (Item.Kind == OutboxItemKind.Gap)
            Outbox.OfferGap(Item);
        else
            Outbox.OfferTopics(Item);
        touched.Add(Outbox);
    }
}
