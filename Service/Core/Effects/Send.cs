using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Effects;

/// <summary>Something for one session: a message, a gap, or news of topics.</summary>
public sealed record Send(Outbox Outbox, OutboxItem Item) : Effect
{
    internal override void Release(TouchedOutboxes touched)
    {
        if (Item.IsMessage)
            Outbox.Offer(Item);
        else if (Item.IsTopics)
            Outbox.OfferTopics(Item);
        else if (Item.Kind == OutboxItemKind.Leased)
            Outbox.OfferLeased(Item);
        else
            Outbox.OfferNotice(Item);
        touched.Add(Outbox);
    }
}
