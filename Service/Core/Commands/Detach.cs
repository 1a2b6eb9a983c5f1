using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A peer has gone, and with it its subscriptions.</summary>
public sealed record Detach(SessionId Session, IReply<Done>? Reply = null) : Command
{
    /// <summary>The newest delivery of a durable subscription that was handed to the peer's transport; those after it were never sent.</summary>
    public long LastWritten { get; init; }

    /// <summary>Whether the session was ended in an orderly way, by its peer or by the broker: then attempts cut short do not count.</summary>
    public bool Orderly { get; init; }

    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
