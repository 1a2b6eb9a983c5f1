using System.Collections.Immutable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Effects;

/// <summary>Live messages, one after the other, for some subscriptions.</summary>
public sealed record Deliver(PublishedMessage First, ImmutableArray<Subscription> Recipients) : Effect
{
    private List<PublishedMessage>? _more;

    public IEnumerable<PublishedMessage> Messages => [First, .. _more ?? []];

    /// <summary>Adds a message. Only where each recipient is the only one of its session: one has them all before the next has any.</summary>
    internal void Add(PublishedMessage message) => (_more ??= []).Add(message);

    internal override void Release(TouchedOutboxes touched)
    {
        if (Recipients.Length > 1)
        {
            First.Share();
            _more?.ForEach(static message => message.Share());
        }

        foreach (var recipient in Recipients)
        {
            var outbox = recipient.Session.Outbox;
            outbox.Offer(recipient, First, _more);
            touched.Add(outbox);
        }
    }
}
