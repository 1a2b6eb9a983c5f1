using System.Globalization;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Durable;

/// <summary>Ends attempts to deliver: settled, to be tried again, or given up.</summary>
internal sealed class Settling(BrokerState state, Dispatching dispatching, DeadLetters deadLetters)
{
    private const string LeaseEnded = "The lease ended before the message was acknowledged.";

    public void Apply(Acknowledge command, IList<Effect> effects)
    {
        var touched = new List<DurableSubscription>();
        var stale = new List<long>();
        foreach (var token in command.Tokens)
        {
            if (Find(command.Session, token) is not { } attempt)
                stale.Add(token);
            else
                Settle(attempt, touched, effects);
        }

        var settled = command.Tokens.Count - stale.Count;
        if (command.Expired)
            state.Counters.AddExpired(settled);
        else
            state.Counters.AddAcknowledged(settled);
        Answer(command.Reply, settled, stale, effects);
        Run(touched, effects);
    }

    public void Apply(AcknowledgeUpTo command, IList<Effect> effects)
    {
        if (Find(command.Session, command.Token) is not { } newest)
        {
            Answer(command.Reply, 0, [command.Token], effects);
            return;
        }

        var subscription = SubscriptionOf(newest);
        if (subscription.Stored.Shared)
        {
            effects.Refuse(command.Reply, BrokerError.Invalid(
                ErrorCode.InvalidArgument, "token", "Messages of a shared subscription are acknowledged one by one.", command.Token.ToString(CultureInfo.InvariantCulture)));
            return;
        }

        var touched = new List<DurableSubscription>();
        var older = subscription.InFlight.Where(attempt => attempt.Member == newest.Member && attempt.Token <= newest.Token).ToArray();
        foreach (var attempt in older)
            Settle(attempt, touched, effects);
        state.Counters.AddAcknowledged(older.Length);
        Answer(command.Reply, older.Length, [], effects);
        Run(touched, effects);
    }

    public void Apply(ReturnDelivery command, IList<Effect> effects) =>
        End(command.Session, command.Token, command.Reply, attempt => Fail(attempt, new Failure(command.Reason) { Delay = command.Delay }, effects), effects);

    public void Apply(RejectDelivery command, IList<Effect> effects) =>
        End(command.Session, command.Token, command.Reply, attempt => GiveUp(attempt, command.Reason, effects), effects);

    public void Apply(ExtendLease command, IList<Effect> effects)
    {
        var attempt = Find(command.Session, command.Token);
        if (attempt is not null)
        {
            attempt.DeadlineUtc = state.Now + attempt.Lease;
            SubscriptionOf(attempt).Move(attempt);
        }

        Answer(command.Reply, attempt is null ? 0 : 1, attempt is null ? [command.Token] : [], effects);
    }

    /// <summary>Ends the attempts whose leases are over, and tries again what has waited long enough.</summary>
    public void Expire(IList<Effect> effects)
    {
        foreach (var subscription in state.Durables.Timed())
        {
            while (subscription.InFlight.First?.Value is { } attempt && attempt.DeadlineUtc <= state.Now)
                Fail(attempt, new Failure(LeaseEnded), effects);
            dispatching.Run(subscription, effects);
        }
    }

    /// <summary>An attempt was in vain: the message is tried again, or given up after its last attempt.</summary>
    public void Fail(DeliveryAttempt attempt, Failure failure, IList<Effect> effects)
    {
        var subscription = SubscriptionOf(attempt);
        var retry = attempt.Of;
        var attempts = failure.Counts ? attempt.Number : retry.Attempts;
        if (failure.Counts && attempts >= subscription.Settings.AttemptsMax)
        {
            GiveUp(attempt, failure.Reason, effects);
            return;
        }

        End(attempt, subscription);
        if (failure.Unseen)
        {
            subscription.Waiting.Add(retry with { DueUtc = state.Now });
            return;
        }

        var delay = !failure.Counts ? TimeSpan.Zero : failure.Delay ?? RedeliveryDelay.After(attempts, subscription.Id, retry.Sequence);
        retry = retry with { Attempts = attempts, Redelivered = true, DueUtc = state.Now + delay };
        subscription.Progress.MakeHole(retry);
        state.Durables.Changed(subscription);
        subscription.Waiting.Add(retry with { Slot = -1 });
        state.Records!.Add(new AttemptCounted(subscription.Id, new Hole(retry.Sequence, attempts, retry.DueUtc)));
    }

    /// <summary>Ends an attempt without any trace but the room that it gives back.</summary>
    public void End(DeliveryAttempt attempt, DurableSubscription subscription)
    {
        state.Durables.Remove(attempt, subscription);
        var membership = attempt.Member.Membership!;
        membership.InFlight--;
        membership.Bytes -= attempt.Message.Content.Bytes;
    }

    private void End<T>(SessionId session, long token, T? reply, Action<DeliveryAttempt> how, IList<Effect> effects)
        where T : class, IReply<SettleResult>
    {
        if (Find(session, token) is not { } attempt)
        {
            Answer(reply, 0, [token], effects);
            return;
        }

        how(attempt);
        Answer(reply, 1, [], effects);
        dispatching.Run(SubscriptionOf(attempt), effects);
    }

    private void Settle(DeliveryAttempt attempt, List<DurableSubscription> touched, IList<Effect> effects)
    {
        var subscription = SubscriptionOf(attempt);
        End(attempt, subscription);
        subscription.Progress.Settle(attempt.Of);
        state.Durables.Changed(subscription);
        if (attempt.Of.IsDeadLetter)
            deadLetters.Drop(attempt.Of.Sequence);
        if (!touched.Contains(subscription))
            touched.Add(subscription);
    }

    private void GiveUp(DeliveryAttempt attempt, string reason, IList<Effect> effects)
    {
        var subscription = SubscriptionOf(attempt);
        End(attempt, subscription);
        subscription.Progress.Settle(attempt.Of);
        deadLetters.Add(subscription, attempt, reason, effects);
    }

    private void Run(List<DurableSubscription> touched, IList<Effect> effects)
    {
        foreach (var subscription in touched)
            dispatching.Run(subscription, effects);
    }

    // A token is good for the session that it was given to.
    private DeliveryAttempt? Find(SessionId session, long token) =>
        state.Durables.Attempt(token) is { } attempt && attempt.Member.Session.Id == session ? attempt : null;

    private static DurableSubscription SubscriptionOf(DeliveryAttempt attempt) => attempt.Member.Membership!.Subscription;

    private static void Answer(IReply<SettleResult>? reply, int settled, IReadOnlyList<long> stale, IList<Effect> effects) =>
        effects.Answer(reply, new SettleResult(settled, stale));
}
