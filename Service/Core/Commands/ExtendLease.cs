using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A delivery takes longer: its lease begins anew.</summary>
public sealed record ExtendLease(SessionId Session, long Token, IReply<SettleResult>? Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
