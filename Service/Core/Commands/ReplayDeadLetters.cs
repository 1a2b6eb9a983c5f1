using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Give dead letters to their own subscription once more; null sequences stand for all.</summary>
public sealed record ReplayDeadLetters(string Subscription, IReadOnlyList<long>? Sequences, IReply<int> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
