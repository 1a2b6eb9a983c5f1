using System.Collections.Immutable;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Messages;

/// <summary>Puts messages at the end of the log, and says who receives them.</summary>
internal sealed class Appending(BrokerState state, Retaining retaining, Dispatching dispatching)
{
    private readonly ImmutableArray<Subscription>.Builder _recipients = ImmutableArray.CreateBuilder<Subscription>();

    /// <summary>Appends a message whose record was added already, if it has one.</summary>
    /// <returns>How many subscriptions it matched.</returns>
    public int Append(PublishedMessage message, IList<Effect> effects)
    {
        var topic = message.Topic;
        state.History.Add(message);
        topic.MessageCount++;
        if (message.Content.ClearRetained)
            retaining.Clear(topic, message.Sequence);
        else
            retaining.Retain(topic, message);
        var (matched, areLive) = state.Index.Match(topic);
        if (areLive)
            Deliver(message, matched, effects);
        else
            DeliverLive(message, matched, effects);
        return matched.Length;
    }

    // What goes the way of the message before it goes along with it.
    private static void Deliver(PublishedMessage message, ImmutableArray<Subscription> recipients, IList<Effect> effects)
    {
        if (recipients.IsEmpty)
            return;
        if (effects.Count > 0 && effects[^1] is Deliver before && before.Recipients == recipients)
            before.Add(message);
        else
            effects.Add(new Deliver(message, recipients));
    }

    private void DeliverLive(PublishedMessage message, ImmutableArray<Subscription> matched, IList<Effect> effects)
    {
        var recipients = Live(matched, message.Sequence);
        if (!recipients.IsEmpty)
            effects.Add(new Deliver(message, recipients));
        if (recipients.Length != matched.Length)
            Offer(matched, message, effects);
    }

    private void Offer(ImmutableArray<Subscription> matched, PublishedMessage message, IList<Effect> effects)
    {
        foreach (var subscription in matched)
        {
            if (subscription.Feed is { } durable)
                dispatching.Offer(durable, message, effects);
        }
    }

    // A subscription that catches up finds the message in the history, and one session may want it only once.
    private ImmutableArray<Subscription> Live(ImmutableArray<Subscription> matched, long sequence)
    {
        for (var i = 0; i < matched.Length; i++)
        {
            if (!Receives(matched[i], sequence))
                return Without(matched, i, sequence);
        }

        return matched;
    }

    private ImmutableArray<Subscription> Without(ImmutableArray<Subscription> matched, int first, long sequence)
    {
        _recipients.Clear();
        _recipients.AddRange(matched, first);
        for (var i = first + 1; i < matched.Length; i++)
        {
            if (Receives(matched[i], sequence))
                _recipients.Add(matched[i]);
        }

        return _recipients.ToImmutable();
    }

    private static bool Receives(Subscription subscription, long sequence) =>
        subscription.Feed is null && subscription.Backlog is null && IsFirst(subscription.Session, sequence);

    private static bool IsFirst(Session session, long sequence)
    {
        if (session.OncePerMessage && session.LastMatchedSequence == sequence)
            return false;
        session.LastMatchedSequence = sequence;
        return true;
    }
}
