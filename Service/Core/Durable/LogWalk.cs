using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Durable;

/// <summary>Finds the next message of a durable subscription in the log: in memory, or in pieces that are read from the store.</summary>
internal sealed class LogWalk(BrokerState state, Restoring restoring)
{
    // A subscription that has fallen behind holds one piece.
    private const long PageBytes = 512 << 10;

    /// <summary>
    /// The next message that the subscription is to be given; null when there is none yet, or when it must be read first, or when
    /// enough was looked at for now: then the walk goes on by itself.
    /// </summary>
    public PublishedMessage? Next(DurableSubscription subscription, Subscription member, ref int looks, IList<Effect> effects)
    {
        for (; looks > 0; looks--)
        {
            if (IsAtEnd(subscription))
                return null;
            SkipForgotten(subscription, member, effects);
            if (!HasPage(subscription) && subscription.Next < state.History.First)
            {
                Read(subscription, new LogPiece(subscription.Next, state.Limits.RefillScanMax, PageBytes, subscription.Settings.NotBeforeUtc), effects);
                return null;
            }

            if (Look(subscription) is { } message && Wants(subscription, message))
                return message;
        }

        Read(subscription, null, effects);
        return null;
    }

    /// <summary>A piece of the log was read, and there is a member to go on with it.</summary>
    public static void Turn(DurableSubscription subscription, MessagePage page, IList<Effect> effects)
    {
        subscription.Page = page;
        subscription.PageLooked = 0;
        foreach (var damaged in page.Damaged)
        {
            if (damaged >= subscription.Next)
                effects.Add(Gap(subscription.Members[0], damaged, damaged));
        }
    }

    private bool IsAtEnd(DurableSubscription subscription)
    {
        if (!subscription.IsLive && subscription.Next > state.Head)
        {
            subscription.IsLive = true;
            subscription.Page = null;
        }

        return subscription.IsLive;
    }

    private void SkipForgotten(DurableSubscription subscription, Subscription member, IList<Effect> effects)
    {
        var first = state.FirstKept;
        if (subscription.Next >= first)
            return;
        effects.Add(Gap(member, subscription.Next, first - 1));
        subscription.Next = first;
        state.Durables.Changed(subscription);
    }

    private static bool HasPage(DurableSubscription subscription)
    {
        if (subscription.Page is not { } page)
            return false;
        while (subscription.PageLooked < page.Messages.Count && page.Messages[subscription.PageLooked].Sequence < subscription.Next)
            subscription.PageLooked++;
        var isOver = subscription.PageLooked == page.Messages.Count;
        if (!isOver && page.Messages[subscription.PageLooked].Sequence < subscription.ReadTo)
            return true;

        // What the store did not have before the place where memory began is gone; what is after it may be in memory alone.
        var read = isOver && page.Messages.Count > 0 ? Math.Min(page.Next, subscription.ReadTo) : subscription.ReadTo;
        subscription.Next = Math.Max(subscription.Next, read);
        subscription.Page = null;
        return false;
    }

    // What was written after the piece was read may be in memory by now.
    private PublishedMessage? Look(DurableSubscription subscription)
    {
        if (subscription.Next >= state.History.First)
        {
            subscription.Page = null;
            return state.History.Find(subscription.Next++);
        }

        var message = subscription.Page!.Messages[subscription.PageLooked++];
        subscription.Next = message.Sequence + 1;
        return restoring.ToMessage(message);
    }

    private bool Wants(DurableSubscription subscription, PublishedMessage message)
    {
        if (!subscription.Covers(message.Topic.Name.Value) || subscription.Settings.NotBeforeUtc > message.PublishedUtc)
            return false;
        if (!message.IsExpired(state.Now))
            return true;
        state.Counters.AddExpired();
        return false;
    }

    private void Read(DurableSubscription subscription, LogPiece? piece, IList<Effect> effects)
    {
        subscription.IsReading = true;
        subscription.ReadTo = piece is null ? subscription.ReadTo : state.History.First;
        effects.Add(new ReadAhead(subscription.Id, piece) { Reader = state.Reader! });
    }

    private static Send Gap(Subscription member, long from, long to) =>
        new(member.Session.Outbox, new OutboxItem(OutboxItemKind.Gap, member) { Extent = new(from, to, from == to ? 1 : 0) });
}
