using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A peer has gone, and with it its subscriptions.</summary>
public sealed record Detach(SessionId Session, IReply<Done>? Reply = null) : Command
{
    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
