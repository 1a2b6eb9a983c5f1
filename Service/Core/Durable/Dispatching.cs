using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Durable;

/// <summary>
/// Gives the messages of durable subscriptions to their members, as these have credit: first what is to be tried again,
/// then the log from where the subscription stands.
/// </summary>
internal sealed class Dispatching(BrokerState state, LogWalk log)
{
    /// <summary>A message was published that the subscription covers.</summary>
    public void Offer(DurableSubscription subscription, PublishedMessage message, IList<Effect> effects)
    {
        if (!subscription.IsLive)
            return;
        subscription.IsLive = false;
        subscription.Next = message.Sequence;
        Run(subscription, effects);
    }

    /// <summary>Gives out what can be given out now.</summary>
    public void Run(DurableSubscription subscription, IList<Effect> effects)
    {
        var looks = state.Limits.RefillScanMax;
        while (!subscription.IsReading && NextMember(subscription) is { } member)
        {
            if (subscription.Waiting.TakeDue(state.Now, subscription.IsStrict) is { } retry)
                TryAgain(subscription, member, retry, effects);
            else if (!MayGoOn(subscription) || log.Next(subscription, member, ref looks, effects) is not { } message)
                break;
            else
                Give(subscription, member, First(subscription, message), message, effects);
        }

        state.Durables.Watch(subscription);
    }

    /// <summary>The message that was to be tried again was read; null if it is gone.</summary>
    public void Found(DurableSubscription subscription, PublishedMessage? message, IList<Effect> effects)
    {
        subscription.IsReading = false;
        if (subscription.Wanted is { } retry)
        {
            subscription.Wanted = null;
            if (NextMember(subscription) is not { } member || (subscription.IsStrict && subscription.Waiting.InOrder.FirstOrDefault()?.Sequence < retry.Sequence))
                subscription.Waiting.Add(retry);
            else if (message is null)
                PassOver(subscription, member, retry, effects);
            else
                Try(subscription, member, retry, message, effects);
        }

        Run(subscription, effects);
    }

    // The member whose turn it is, if any may have one more.
    private Subscription? NextMember(DurableSubscription subscription)
    {
        if (subscription.Settings.Paused || (subscription.IsStrict && subscription.InFlight.Count > 0))
            return null;
        for (var i = 0; i < subscription.Members.Count; i++)
        {
            var membership = subscription.Members[i].Membership!;
            if (membership.Demand > 0 && membership.InFlight < membership.Credit && membership.Bytes < state.Limits.OutboxBytesMax)
                return subscription.Members[i];
        }

        return null;
    }

    private bool MayGoOn(DurableSubscription subscription) =>
        subscription.Unsettled < state.Limits.UnsettledPerSubscriptionMax && !(subscription.IsStrict && subscription.Waiting.Count > 0);

    private Retry First(DurableSubscription subscription, PublishedMessage message)
    {
        state.Durables.Changed(subscription);
        return new Retry(message.Sequence, subscription.Progress.Add(message.Sequence)) { Redelivered = message.Sequence <= subscription.Settings.DoubtfulTo };
    }

    private void TryAgain(DurableSubscription subscription, Subscription member, Retry retry, IList<Effect> effects)
    {
        if (!retry.IsDeadLetter && state.History.Find(retry.Sequence) is { } message)
        {
            Try(subscription, member, retry, message, effects);
            return;
        }

        subscription.IsReading = true;
        subscription.Wanted = retry;
        effects.Add(new ReadWanted(subscription.Id, retry.Sequence, retry.LetterTopic) { Reader = state.Reader! });
    }

    private void Try(DurableSubscription subscription, Subscription member, Retry retry, PublishedMessage message, IList<Effect> effects)
    {
        if (!message.IsExpired(state.Now) || retry.IsDeadLetter)
        {
            Give(subscription, member, retry, message, effects);
            return;
        }

        state.Counters.AddExpired();
        Settle(subscription, retry);
    }

    private void PassOver(DurableSubscription subscription, Subscription member, Retry retry, IList<Effect> effects)
    {
        effects.Add(new Send(member.Session.Outbox, new OutboxItem(OutboxItemKind.Gap, member) { Extent = new(retry.Sequence, retry.Sequence, 1) }));
        Settle(subscription, retry);
    }

    private void Settle(DurableSubscription subscription, Retry retry)
    {
        subscription.Progress.Settle(retry);
        state.Durables.Changed(subscription);
    }

    private void Give(DurableSubscription subscription, Subscription member, Retry retry, PublishedMessage message, IList<Effect> effects)
    {
        var attempt = new DeliveryAttempt(
            ++state.Durables.LastToken, member, retry with { FirstAttemptUtc = retry.FirstAttemptUtc ?? state.Now }, message, state.Now)
        {
            Lease = member.Membership!.Lease,
            DeadlineUtc = state.Now + member.Membership.Lease,
        };
        state.Durables.Add(attempt, subscription);
        member.Membership.InFlight++;
        member.Membership.Demand--;
        member.Membership.Bytes += message.Content.Bytes;
        if (attempt.Redelivered)
        {
            subscription.Redeliveries++;
            state.Counters.AddRedelivered();
        }

        subscription.Members.Remove(member);
        subscription.Members.Add(member);
        effects.Add(new Send(member.Session.Outbox, new OutboxItem(OutboxItemKind.Leased, member) { Message = message, Attempt = attempt }));
    }
}
