using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>One durable subscription, as an administrator sees it.</summary>
public sealed record FindSubscription(string Name, IReply<DurableSummary> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
