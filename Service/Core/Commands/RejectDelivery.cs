using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A delivery will never be accepted: it becomes a dead letter.</summary>
public sealed record RejectDelivery(SessionId Session, long Token, string Reason, IReply<SettleResult>? Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
