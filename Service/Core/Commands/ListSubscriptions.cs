using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>One page of the durable subscriptions, beginning after a name.</summary>
public sealed record ListSubscriptions(string? After, int Count, IReply<DurableList> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
