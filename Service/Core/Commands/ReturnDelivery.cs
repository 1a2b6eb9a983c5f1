using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A delivery was in vain: it is tried again after a delay (null: one that grows with the attempts).</summary>
public sealed record ReturnDelivery(SessionId Session, long Token, TimeSpan? Delay, string Reason, IReply<SettleResult>? Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
