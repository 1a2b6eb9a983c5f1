using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Durable;

/// <summary>Makes and deletes durable subscriptions, and lets sessions join and leave them.</summary>
internal sealed class DurableSubscribing(BrokerState state, DurableStart start, Holding holding, Dispatching dispatching, Settling settling)
{
    private const string TakenOver = "Another session has taken the durable subscription over.";
    private const string Deleted = "The durable subscription was deleted.";
    private const string NotTaken = "The message was not pulled.";
    private const string SessionLost = "The session ended before the message was acknowledged.";

    /// <summary>Says why a session cannot join; null if it can.</summary>
    public BrokerError? Check(Subscribe command)
    {
        var options = command.Options.Durable!;
        if (state.Records is null)
        {
            return new BrokerError(ErrorCode.StoreRequired, "This broker keeps messages in memory alone: a durable subscription needs a store.")
            {
                Parameter = "options.durable",
            };
        }

        if (state.Durables.Find(options.Name) is { } existing)
            return CheckSame(existing, command);

        // A deleted one has its place until what was read for it has come: so reads are bounded as subscriptions are.
        var durables = state.Durables.Count + state.Durables.ReadsOfDeleted;
        return durables >= state.Limits.DurableSubscriptionsMax
            ? BrokerError.PastLimit("The broker has as many durable subscriptions as it may.", "options.durable",
                state.Limits.DurableSubscriptionsMax, durables + 1, "subscriptions")
            : start.Check(command);
    }

    /// <summary>Lets a session join the subscription that it names, which is made if it does not exist.</summary>
    public Subscription Join(Subscribe command, SubscriptionId id, Session session, IList<Effect> effects)
    {
        var options = command.Options.Durable!;
        var durable = state.Durables.Find(options.Name);
        var resumed = durable is not null;
        durable ??= Create(command);
        if (!options.Shared)
            End(durable, TakenOver, effects);
        var member = new Subscription(id, session, command.Filter, command.Options) { Membership = new Membership(durable, options) };
        session.Subscriptions.Add(id, member);
        durable.Members.Add(member);
        durable.Settings = durable.Settings.With(options);
        Change(durable, idleSince: null);
        effects.Answer(command.Reply, new SubscriptionStarted(id, durable.Progress.Oldest(NextOf(durable)), state.Head) { Resumed = resumed, Paused = durable.Settings.Paused });
        dispatching.Run(durable, effects);
        return member;
    }

    /// <summary>A session leaves: what it has not settled goes to the others, or waits.</summary>
    /// <param name="members">The session's subscriptions.</param>
    /// <param name="lastWritten">The last token that the session's transport was given.</param>
    /// <param name="counts">Whether attempts that the transport was given count.</param>
    /// <param name="effects">What is to be done outside.</param>
    public void Leave(Subscription[] members, long lastWritten, bool counts, IList<Effect> effects)
    {
        Remove(members, lastWritten, counts, effects);
        foreach (var member in members)
            dispatching.Run(member.Membership!.Subscription, effects);
    }

    public void Apply(Demand command, IList<Effect> effects)
    {
        var member = state.Sessions.GetValueOrDefault(command.Session)?.Subscriptions.GetValueOrDefault(command.Subscription);
        if (member?.Membership is not { } membership)
        {
            effects.Refuse(command.Reply, BrokerError.Invalid(
                ErrorCode.UnknownSubscription, "subscription", "The session no longer has this subscription.", command.Subscription.Value));
            return;
        }

        var durable = membership.Subscription;
        foreach (var attempt in durable.InFlight.Where(attempt => attempt.Member == member && attempt.Token > command.LastTaken).ToArray())
            settling.Fail(attempt, new Failure(NotTaken) { Unseen = true, Counts = false }, effects);
        membership.Demand = command.Messages;
        dispatching.Run(durable, effects);
        effects.Answer(command.Reply, default);
    }

    public void Apply(DeleteSubscription command, IList<Effect> effects)
    {
        if (state.Durables.Find(command.Name) is not { } durable)
        {
            effects.Refuse(command.Reply, BrokerError.NoDurable(command.Parameter, command.Name));
        }
        else if (!command.AnyOwner && durable.Stored.Owner != command.Owner)
        {
            effects.Refuse(command.Reply, NotYours(command.Parameter, command.Name));
        }
        else
        {
            Delete(durable, effects);
            effects.Answer(command.Reply, default);
        }
    }

    /// <summary>Pauses a subscription, or lets it go on. What is in flight is settled as ever.</summary>
    public void Apply(PauseSubscription command, IList<Effect> effects)
    {
        if (state.Durables.Find(command.Name) is not { } durable)
        {
            effects.Refuse(command.Reply, BrokerError.NoDurable("name", command.Name));
            return;
        }

        durable.Settings = durable.Settings with { Paused = command.Paused };
        durable.Page = null;
        Change(durable, durable.Stored.IdleSinceUtc);
        effects.Answer(command.Reply, default);
        dispatching.Run(durable, effects);
    }

    /// <summary>Deletes what nobody has used for too long.</summary>
    public void Expire(IList<Effect> effects)
    {
        foreach (var durable in state.Durables.ByName.Where(durable => state.Now - durable.Stored.IdleSinceUtc >= durable.Settings.IdleTime).ToArray())
            Delete(durable, effects);
    }

    /// <summary>The broker stops in an orderly way: nothing that is in flight counts as tried, but all of it may come again.</summary>
    public void Stop(IList<Effect> effects) =>
        Remove([.. state.Durables.ByName.SelectMany(durable => durable.Members)], long.MaxValue, counts: false, effects);

    private static BrokerError? CheckSame(DurableSubscription existing, Subscribe command)
    {
        var (wanted, settings) = (command.Options.Durable!, existing.Settings);
        if (!command.AnyOwner && existing.Stored.Owner != command.Identity)
            return NotYours("options.durable", wanted.Name);
        return existing.Filter != command.Filter ? Differs("topic", existing.Filter.Text, command.Filter.Text)
            : existing.Stored.Shared != wanted.Shared ? Differs("options.shared", $"{existing.Stored.Shared}", $"{wanted.Shared}")
            : settings.Order != wanted.Order ? Differs("options.order", $"{settings.Order}", $"{wanted.Order}")
            : null;
    }

    private static BrokerError Differs(string parameter, string existing, string wanted) =>
        new(ErrorCode.SubscriptionMismatch, "A durable subscription of this name exists with other properties; delete it to make it anew.")
        {
            Parameter = parameter,
            Limit = existing,
            Value = wanted,
        };

    private static BrokerError NotYours(string parameter, string name) =>
        BrokerError.Invalid(ErrorCode.AccessDenied, parameter, "The durable subscription belongs to another identity.", name);

    private DurableSubscription Create(Subscribe command)
    {
        var settings = DurableSettings.Of(command.Options);
        var stored = new StoredSubscription
        {
            Id = state.Durables.LastId + 1,
            Name = command.Options.Durable!.Name,
            Owner = command.Identity,
            Filter = command.Filter.Text,
            Shared = command.Options.Durable.Shared,
            Options = settings.ToText(),
        };
        var durable = new DurableSubscription(stored, settings, start.Cursor(command.Options));
        state.Records!.Add(new SubscriptionCreated(stored, durable.Progress.Cursor));
        state.Durables.Add(durable);
        state.Index.Add(durable.Feed);
        start.Open(durable, command.Options);
        holding.Add(durable);
        return durable;
    }

    // All of them first: nothing more is given to a session that is gone, though one subscription's dead letter may be another's message.
    private void Remove(Subscription[] members, long lastWritten, bool counts, IList<Effect> effects)
    {
        foreach (var member in members)
        {
            member.Session.Subscriptions.Remove(member.Id);
            member.Membership!.Subscription.Members.Remove(member);
        }

        foreach (var member in members)
            Fail(member, lastWritten, counts, effects);
    }

    private void Fail(Subscription member, long lastWritten, bool counts, IList<Effect> effects)
    {
        var durable = member.Membership!.Subscription;
        foreach (var attempt in durable.InFlight.Where(attempt => attempt.Member == member).ToArray())
        {
            var unseen = attempt.Token > lastWritten;
            settling.Fail(attempt, new Failure(SessionLost) { Unseen = unseen, Counts = counts && !unseen, Delay = TimeSpan.Zero }, effects);
        }

        if (durable.Members.Count > 0)
            return;
        durable.Page = null;
        Change(durable, idleSince: state.Now);
    }

    // What is in flight goes with it: nobody gave it up.
    private void Delete(DurableSubscription durable, IList<Effect> effects)
    {
        foreach (var attempt in durable.InFlight.ToArray())
            settling.End(attempt, durable);
        End(durable, Deleted, effects);
        state.Durables.ReadsOfDeleted += durable.IsReading ? 1 : 0;
        state.Index.Remove(durable.Feed);
        state.Durables.Remove(durable);
        holding.Remove(durable);
        state.Records!.Add(new SubscriptionDeleted(durable.Id));
    }

    private void End(DurableSubscription durable, string reason, IList<Effect> effects)
    {
        var members = durable.Members.ToArray();
        Remove(members, long.MaxValue, counts: true, effects);
        foreach (var member in members)
            effects.Add(new Send(member.Session.Outbox, new OutboxItem(OutboxItemKind.Ended, member) { Reason = reason }));
    }

    private void Change(DurableSubscription durable, DateTime? idleSince)
    {
        var changed = durable.Stored with { IdleSinceUtc = idleSince, Options = durable.Settings.ToText() };
        if (durable.Stored.IdleSinceUtc == idleSince && changed.Options.Span.SequenceEqual(durable.Stored.Options.Span))
            return;
        durable.Stored = changed;
        state.Records!.Add(new SubscriptionChanged(changed));
        state.Durables.Changed(durable);
    }

    private long NextOf(DurableSubscription durable) => durable.IsLive ? state.History.Next : durable.Next;
}
