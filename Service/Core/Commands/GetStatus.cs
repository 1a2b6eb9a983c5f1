using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>The broker's state in a few numbers.</summary>
public sealed record GetStatus(IReply<BrokerStatus> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
