using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Sessions;

/// <summary>Who is connected. With a session go its subscriptions, and what was asked of it is refused.</summary>
internal sealed class SessionTable(BrokerState state, Subscribing subscribing, DurableSubscribing durables, Requesting requesting)
{
    public void Apply(Attach command, IList<Effect> effects)
    {
        // One that is gone has its place until what was read for it has come: so reads are bounded as sessions are.
        var sessions = state.Sessions.Count + state.ReadsOfGone;
        if (sessions >= state.Limits.SessionsMax)
        {
            effects.Refuse(command.Reply, BrokerError.PastLimit(
                "The broker has as many sessions as it may.", "session", state.Limits.SessionsMax, sessions + 1, "sessions"));
            return;
        }

        state.Sessions.Add(command.Session, new Session(command.Session, command.Outbox, command.OncePerMessage)
        {
            FirstRoom = subscribing.Room(),
            Protocol = command.Protocol,
            Address = command.Address,
            Identity = command.Identity,
            SinceUtc = state.Now,
        });
        command.Outbox.Counters = state.Counters;
        effects.Answer(command.Reply, default);
    }

    public void Apply(ListSessions command, IList<Effect> effects)
    {
        var page = state.Sessions.Values.Where(session => session.Id.Value > command.After).OrderBy(session => session.Id.Value).Take(command.Count + 1).ToList();
        var listed = page.Take(command.Count).Select(session => new SessionSummary(session.Id, session.Address, session.Identity, session.SinceUtc)
        {
            Subscriptions = session.Subscriptions.Count,
            Outbox = session.Outbox,
        }).ToArray();
        effects.Answer(command.Reply, new SessionList(listed, page.Count > command.Count ? listed[^1].Id : null));
    }

    public void Apply(SendWord command, IList<Effect> effects)
    {
        if (state.Sessions.TryGetValue(command.Session, out var session))
            effects.Add(new Send(session.Outbox, new OutboxItem(OutboxItemKind.Word, null) { Reason = command.Words }));
    }

    public void Apply(Detach command, IList<Effect> effects)
    {
        if (state.Sessions.Remove(command.Session, out var session))
        {
            state.ReadsOfGone += session.IsReading ? 1 : 0;
            var durable = session.Subscriptions.Values.Where(subscription => subscription.Membership is not null).ToArray();
            durables.Leave(durable, command.LastWritten, counts: !command.Orderly, effects);
            foreach (var subscription in session.Subscriptions.Values.ToArray())
                subscribing.Remove(subscription, effects);
            requesting.Fail(session, effects);
        }

        effects.Answer(command.Reply, default);
    }
}
