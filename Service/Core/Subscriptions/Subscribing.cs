using System.Globalization;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>Begins and ends subscriptions, and joins what is replayed to what is live without gap and without duplicate.</summary>
internal sealed class Subscribing(BrokerState state, TopicCreation creation, Restoring restoring, DurableSubscribing durables)
{
    private readonly Starting _starting = new(state);
    private readonly CatchingUp _catchingUp = new(state, restoring);

    public void Apply(Subscribe command, IList<Effect> effects)
    {
        if (!state.Sessions.TryGetValue(command.Session, out var session))
        {
            effects.Refuse(command.Reply, BrokerError.Invalid(ErrorCode.InvalidArgument, "session", "The session has ended."));
            return;
        }

        if (Check(command, session) is { } error)
        {
            effects.Refuse(command.Reply, error);
            return;
        }

        if (command.Options.Durable is not null)
        {
            Name(command, session, effects);
            durables.Join(command, NextId(), session, effects);
            return;
        }

        // The original protocol's subscriptions are a set: subscribing again starts the same one anew.
        if (session.OncePerMessage)
            RemoveWhere(session, other => other.Filter == command.Filter, effects);
        var subscription = Begin(command, session, effects);
        effects.Answer(command.Reply, new SubscriptionStarted(subscription.Id, subscription.Start, state.Head));
        if (subscription.Backlog is null)
            return;
        session.CatchingUp.Add(subscription);
        _catchingUp.Send(session, session.FirstRoom, effects);
    }

    public void Apply(Unsubscribe command, IList<Effect> effects)
    {
        if (state.Sessions.TryGetValue(command.Session, out var session)
            && session.Subscriptions.TryGetValue(command.Subscription, out var subscription))
        {
            Remove(subscription, effects);
            effects.Answer(command.Reply, default);
            return;
        }

        effects.Refuse(command.Reply, BrokerError.Invalid(
            ErrorCode.UnknownSubscription, "subscription", "This session has no such subscription.", command.Subscription.Value));
    }

    public void Apply(UnsubscribeTopic command, IList<Effect> effects)
    {
        if (state.Sessions.TryGetValue(command.Session, out var session))
            RemoveWhere(session, subscription => TopicFilter.IsAtOrBelow(subscription.Filter.Path, command.Topic.Value), effects);
    }

    public void Apply(Refill command, IList<Effect> effects)
    {
        if (!state.Sessions.TryGetValue(command.Session, out var session))
            return;
        session.FirstRoom = Room();
        _catchingUp.Send(session, Room(command.Room), effects);
    }

    public void Apply(Kept command, IList<Effect> effects)
    {
        if (Reading(command.Session) is { } session)
            _catchingUp.SendKept(session, session.Subscriptions.GetValueOrDefault(command.Subscription), command.Page, Room(), effects);
    }

    public void Apply(KeptRetained command, IList<Effect> effects)
    {
        if (Reading(command.Session) is { } session)
            _catchingUp.SendRetained(session, session.Subscriptions.GetValueOrDefault(command.Subscription), command.Messages, Room(), effects);
    }

    /// <summary>
    /// A quarter of an outbox: what is left in it when it wants a refill, the refill, and what is replayed to new
    /// subscriptions before the next refill all fit.
    /// </summary>
    public ReplayRoom Room(int messages = int.MaxValue) => new(
        Math.Min(messages, Math.Clamp(state.Limits.OutboxMessagesMax / 4, 1, state.Limits.RefillMessagesMax)),
        state.Limits.OutboxBytesMax / 4,
        state.Limits.RefillScanMax);

    /// <summary>Ends a subscription of a session; one that is durable goes on without the session.</summary>
    public void Remove(Subscription subscription, IList<Effect> effects)
    {
        if (subscription.Membership is not null)
        {
            durables.Leave([subscription], lastWritten: long.MaxValue, counts: false, effects);
            return;
        }

        var session = subscription.Session;
        state.Index.Remove(subscription);
        session.Subscriptions.Remove(subscription.Id);
        if (subscription.Backlog is not null)
            session.CatchingUp.Remove(subscription);
        if (subscription.Options.TopicNotices == TopicNotices.All && --session.TopicWatches == 0)
            state.TopicWatchers.Remove(session);
    }

    // Who was read for; null if it has gone meanwhile.
    private Session? Reading(SessionId id)
    {
        if (state.Sessions.TryGetValue(id, out var session))
            return session;
        state.ReadsOfGone--;
        return null;
    }

    private BrokerError? Check(Subscribe command, Session session)
    {
        if (session.Subscriptions.Count >= state.Limits.SubscriptionsPerSessionMax)
        {
            return BrokerError.PastLimit("The session has as many subscriptions as it may.", "topic",
                state.Limits.SubscriptionsPerSessionMax, session.Subscriptions.Count + 1, "subscriptions");
        }

        return (NamesTopic(command.Filter) ? creation.Check(command.Filter.Topic, command.Identity) : null)
            ?? (command.Options.Durable is null ? null : durables.Check(command));
    }

    private Subscription Begin(Subscribe command, Session session, IList<Effect> effects)
    {
        Name(command, session, effects);
        var id = NextId();
        var subscription = new Subscription(id, session, command.Filter, state.Policies.WithDefaults(command.Options, command.Filter));
        session.Subscriptions.Add(id, subscription);
        state.Index.Add(subscription);
        _starting.Start(subscription);
        if (command.Options.TopicNotices == TopicNotices.All && session.TopicWatches++ == 0)
            state.TopicWatchers.Add(session);
        return subscription;
    }

    private SubscriptionId NextId() => new(string.Create(CultureInfo.InvariantCulture, $"s{++state.LastSubscription}"));

    private void Name(Subscribe command, Session session, IList<Effect> effects)
    {
        if (NamesTopic(command.Filter))
            creation.Ensure(command.Filter.Topic, command.Identity, session.Id, effects);
    }

    // Naming a topic brings it into existence, but for the broker's own, which only the broker makes.
    private static bool NamesTopic(TopicFilter filter) => filter.Kind != FilterKind.Pattern && !filter.IsReserved;

    private void RemoveWhere(Session session, Func<Subscription, bool> condition, IList<Effect> effects)
    {
        foreach (var subscription in session.Subscriptions.Values.Where(condition).ToArray())
            Remove(subscription, effects);
    }
}
