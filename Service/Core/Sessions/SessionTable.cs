using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Sessions;

/// <summary>Who is connected. With a session go its subscriptions, and what was asked of it is refused.</summary>
internal sealed class SessionTable(BrokerState state, Subscribing subscribing, DurableSubscribing durables, Requesting requesting)
{
    public void Apply(Attach command, ICollection<Effect> effects)
    {
        if (state.Sessions.Count >= state.Limits.SessionsMax)
        {
            effects.Refuse(command.Reply, BrokerError.PastLimit(
                "The broker has as many sessions as it may.", "session", state.Limits.SessionsMax, state.Sessions.Count + 1, "sessions"));
            return;
        }

        state.Sessions.Add(command.Session, new Session(command.Session, command.Outbox, command.OncePerMessage)
        {
            FirstRoom = subscribing.Room(),
        });
        effects.Answer(command.Reply, default);
    }

    public void Apply(Detach command, ICollection<Effect> effects)
    {
        if (state.Sessions.Remove(command.Session, out var session))
        {
            var durable = session.Subscriptions.Values.Where(subscription => subscription.Membership is not null).ToArray();
            durables.Leave(durable, command.LastWritten, counts: !command.Stopping, effects);
            foreach (var subscription in session.Subscriptions.Values.ToArray())
                subscribing.Remove(subscription, effects);
            requesting.Fail(session, effects);
        }

        effects.Answer(command.Reply, default);
    }
}
