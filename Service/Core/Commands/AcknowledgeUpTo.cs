using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A delivery and all before it of the same subscription and session are settled.</summary>
public sealed record AcknowledgeUpTo(SessionId Session, long Token, IReply<SettleResult>? Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
