using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Commands;

/// <summary>End one subscription of a session.</summary>
public sealed record Unsubscribe(SessionId Session, SubscriptionId Subscription, IReply<Done> Reply) : Command
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
