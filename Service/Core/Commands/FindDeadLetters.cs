using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>The id of the topic that holds the dead letters of a subscription; null when there are none.</summary>
public sealed record FindDeadLetters(string Subscription, IReply<int?> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
