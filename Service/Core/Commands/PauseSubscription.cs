using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Give out nothing of a durable subscription from now on, or go on where it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Paused">Whether it is to pause.</param>
/// <param name="Reply">Completed when it does.</param>
public sealed record PauseSubscription(string Name, bool Paused, IReply<Done> Reply) : DurableCommand
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
