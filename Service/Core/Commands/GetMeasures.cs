using WcfBroker.Core.Counting;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>How much of everything there is, and how far at most so many durable subscriptions have come.</summary>
public sealed record GetMeasures(int SubscriptionsMax, IReply<BrokerMeasures> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
