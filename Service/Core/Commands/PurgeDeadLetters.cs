using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Delete dead letters; null sequences stand for all.</summary>
public sealed record PurgeDeadLetters(string Subscription, IReadOnlyList<long>? Sequences, IReply<int> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
