using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>
/// Sends subscriptions what they have still to get, piece by piece as their session has room. While a subscription catches
/// up it is sent nothing live: when it reaches the newest message it has had them all, once each.
/// </summary>
internal sealed class CatchingUp(BrokerState state, Restoring restoring)
{
    /// <summary>Sends the subscriptions of a session that catch up their next pieces, in turn.</summary>
    public void Send(Session session, ReplayRoom room, IList<Effect> effects)
    {
        for (var turns = session.CatchingUp.Count; turns > 0 && room.IsLeft && !session.IsReading; turns--)
        {
            var subscription = session.CatchingUp[0];
            session.CatchingUp.RemoveAt(0);
            if (!SendAll(subscription, subscription.Backlog!, room, effects))
                session.CatchingUp.Add(subscription);
        }

        if (session.CatchingUp.Count > 0 && !session.IsReading)
            effects.Add(new WantRefill(session.Outbox));
    }

    /// <summary>Sends a subscription what was read for it, as far as there is room, and goes on.</summary>
    public void SendKept(Session session, Subscription? subscription, MessagePage page, ReplayRoom room, IList<Effect> effects)
    {
        session.IsReading = false;
        if (subscription?.Backlog is { } backlog)
        {
            var begin = backlog.Cursor;
            foreach (var message in page.Messages.TakeWhile(message => room.IsLeft && message.Sequence < backlog.ReadTo))
            {
                AddIfWanted(subscription, restoring.ToMessage(message), room, effects);
                backlog.Cursor = message.Sequence + 1;
            }

            if (room.IsLeft)
                backlog.Cursor = page.Messages.Count == 0 ? backlog.ReadTo : Math.Min(page.Next, backlog.ReadTo);
            foreach (var damaged in page.Damaged.Where(damaged => damaged >= begin && damaged < backlog.Cursor))
                Add(Damaged(subscription, damaged), room, effects);
        }

        Send(session, room, effects);
    }

    /// <summary>
    /// Sends a subscription the retained messages that were read for it, as far as there is room. More follows when the
    /// writer has room again: what was sent before they were read may still fill the outbox.
    /// </summary>
    public void SendRetained(
        Session session, Subscription? subscription, IReadOnlyDictionary<long, StoredMessage?> messages, ReplayRoom room, IList<Effect> effects)
    {
        session.IsReading = false;
        if (subscription?.Backlog is { } backlog)
            SendWaiting(subscription, backlog, messages, room, effects);
        if (session.CatchingUp.Count > 0)
            effects.Add(new WantRefill(session.Outbox));
    }

    // Says whether that was all.
    private bool SendAll(Subscription subscription, Backlog backlog, ReplayRoom room, IList<Effect> effects)
    {
        while (room.IsLeft && backlog.Topics is not null && backlog.Waiting.Count < room.Messages)
            SendLast(subscription, backlog, room, effects);
        if (backlog.Waiting.Count > 0)
            ReadWaiting(subscription, backlog, effects);
        if (backlog.Topics is not null || backlog.Waiting.Count > 0)
            return false;
        SkipForgotten(subscription, backlog, effects);
        if (backlog.Cursor < state.History.First)
        {
            Read(subscription, backlog, room, effects);
            return false;
        }

        for (; room.IsLeft && backlog.Cursor < state.History.Next; backlog.Cursor++)
            AddIfWanted(subscription, state.History[backlog.Cursor], room, effects);
        if (backlog.Cursor < state.History.Next)
            return false;
        subscription.Backlog = null;
        state.Index.Forget();
        return true;
    }

    private void SendLast(Subscription subscription, Backlog backlog, ReplayRoom room, IList<Effect> effects)
    {
        if (!backlog.Topics!.MoveNext())
        {
            backlog.Topics = null;
            return;
        }

        var topic = backlog.Topics.Current;
        backlog.Looked++;
        room.Look();
        if (LastOf(topic, subscription) is not { } last || !subscription.Filter.Matches(topic.Name.Value))
            return;
        if (backlog.Waiting.Count == 0 && state.RetainedInMemory(last) is { } message)
            AddLast(subscription, topic, message, room, effects);
        else
            backlog.Waiting.Enqueue(topic);
    }

    // Up to the first that is neither in memory nor was read, for lack of room or because it is the last only now.
    private void SendWaiting(
        Subscription subscription, Backlog backlog, IReadOnlyDictionary<long, StoredMessage?> read, ReplayRoom room, IList<Effect> effects)
    {
        for (; room.IsLeft && backlog.Waiting.TryPeek(out var topic); backlog.Waiting.Dequeue())
        {
            if (LastOf(topic, subscription) is not { } last)
                continue;
            if (state.RetainedInMemory(last) is { } message)
                AddLast(subscription, topic, message, room, effects);
            else if (!read.TryGetValue(last.RetainedSequence, out var kept))
                return;
            else if (restoring.ToRetained(last, kept) is { } found)
                AddLast(subscription, topic, found, room, effects);
            else
                Add(Damaged(subscription, last.RetainedSequence), room, effects);
        }
    }

    private static void AddLast(Subscription subscription, Topic topic, PublishedMessage message, ReplayRoom room, IList<Effect> effects)
    {
        var shownAs = message.Topic.Index == topic.Index ? null : topic;
        Add(new OutboxItem(OutboxItemKind.Retained, subscription) { Message = message, ShownAs = shownAs }, room, effects);
    }

    // The topic whose retained message a topic shows. What was published since the start is found among the kept messages.
    private static Topic? LastOf(Topic topic, Subscription subscription)
    {
        var last = subscription.Options.Start == StartKind.LastBelow ? topic.LastBelow : topic;
        return last?.RetainedSequence > 0 && last.RetainedSequence < subscription.Start ? last : null;
    }

    private void ReadWaiting(Subscription subscription, Backlog backlog, IList<Effect> effects)
    {
        var session = subscription.Session;
        session.IsReading = true;
        long[] sequences =
        [
            .. backlog.Waiting.Select(topic => LastOf(topic, subscription))
                .Where(last => last is not null && state.RetainedInMemory(last) is null).Select(last => last!.RetainedSequence).Distinct(),
        ];
        effects.Add(new ReadRetained(
            sequences, state.Limits.OutboxBytesMax / 4, messages => new KeptRetained(session.Id, subscription.Id, messages)) { Reader = state.Reader! });
    }

    private void SkipForgotten(Subscription subscription, Backlog backlog, IList<Effect> effects)
    {
        var first = state.FirstKept;
        if (backlog.Cursor >= first)
            return;
        effects.Add(new Send(
            subscription.Session.Outbox, new OutboxItem(OutboxItemKind.Gap, subscription) { Extent = new(backlog.Cursor, first - 1) }));
        backlog.Cursor = first;
    }

    private void Read(Subscription subscription, Backlog backlog, ReplayRoom room, IList<Effect> effects)
    {
        subscription.Session.IsReading = true;
        backlog.ReadTo = state.History.First;
        DateTime? notBefore = subscription.Options.Start == StartKind.Time ? subscription.Options.StartTimeUtc : null;
        var piece = new LogPiece(backlog.Cursor, room.Looks, state.Limits.OutboxBytesMax, notBefore);
        effects.Add(new ReadKept(subscription.Session.Id, subscription.Id, piece)
        {
            Reader = state.Reader ?? throw new InvalidOperationException("Messages are kept that nobody can read."),
        });
    }

    private void AddIfWanted(Subscription subscription, PublishedMessage? message, ReplayRoom room, IList<Effect> effects)
    {
        room.Look();
        if (message is not null && IsInTime(subscription, message) && subscription.Filter.Matches(message.Topic.Name.Value) && !HasBeenSent(subscription, message))
            Add(new OutboxItem(OutboxItemKind.Message, subscription) { Message = message }, room, effects);
    }

    private static bool IsInTime(Subscription subscription, PublishedMessage message) =>
        subscription.Options.Start != StartKind.Time || message.PublishedUtc >= subscription.Options.StartTimeUtc;

    // A session that wants each message once may have had it for another of its subscriptions, live or replayed.
    private bool HasBeenSent(Subscription subscription, PublishedMessage message) =>
        subscription.Session.OncePerMessage && subscription.Session.Subscriptions.Values.Any(other =>
            other != subscription
            && !other.Options.Responder
            && other.Start <= message.Sequence
            && message.Sequence < (other.Backlog?.Cursor ?? state.History.Next)
            && other.Filter.Matches(message.Topic.Name.Value));

    private static OutboxItem Damaged(Subscription subscription, long sequence) =>
        new(OutboxItemKind.Gap, subscription) { Extent = new(sequence, sequence, 1) };

    private static void Add(in OutboxItem item, ReplayRoom room, IList<Effect> effects)
    {
        effects.Add(new Send(item.Subscription!.Session.Outbox, item));
        room.Take(item);
    }
}
