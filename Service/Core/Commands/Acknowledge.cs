using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>Deliveries to this session are received: they are settled.</summary>
public sealed record Acknowledge(SessionId Session, IReadOnlyList<long> Tokens, IReply<SettleResult>? Reply) : DurableCommand
{
    /// <summary>Whether they were not sent, since they had expired.</summary>
    public bool Expired { get; init; }

    public override long Bytes => 128 + (8 * Tokens.Count);

    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
