using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Commands;

/// <summary>A member that pulls asks for so many messages of its durable subscription from now on, instead of what it asked for before.</summary>
/// <param name="Session">The session.</param>
/// <param name="Subscription">Its subscription.</param>
/// <param name="Messages">How many it can take; 0 when it no longer waits for any.</param>
/// <param name="LastTaken">The newest delivery that reached the peer: those after it go back, and do not count.</param>
/// <param name="Reply">Completed when the demand is in force: what could be given at once stands in the outbox.</param>
public sealed record Demand(SessionId Session, SubscriptionId Subscription, int Messages, long LastTaken, IReply<Done> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
