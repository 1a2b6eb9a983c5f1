using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A peer has connected; what it is sent goes into its outbox.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Outbox">Where its messages go.</param>
/// <param name="OncePerMessage">Whether a message that matches several of its subscriptions is sent once.</param>
/// <param name="Reply">Completed when the session is attached.</param>
public sealed record Attach(SessionId Session, Outbox Outbox, bool OncePerMessage, IReply<Done> Reply) : Command
{
    /// <summary>How the peer is connected.</summary>
    public Protocol Protocol { get; init; }

    /// <summary>Where the peer is, for people.</summary>
    public string Address { get; init; } = "";

    /// <summary>Who it is; null for an anonymous one.</summary>
    public string? Identity { get; init; }

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
