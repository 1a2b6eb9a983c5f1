using System.Collections.Immutable;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Effects;

/// <summary>A live message for some subscriptions.</summary>
public sealed record Deliver(PublishedMessage Message, ImmutableArray<Subscription> Recipients) : Effect
{
    internal override void Release(TouchedOutboxes touched)
    {
        for (var i = 0; i < Recipients.Length; i++)
        {
            var outbox = Recipients[i].Session.Outbox;
            outbox.Offer(new OutboxItem(OutboxItemKind.Message, Recipients[i]) { Message = Message });
            touched.Add(outbox);
        }
    }
}
