using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Delete a durable subscription.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Who asks: it must be the owner.</param>
/// <param name="AnyOwner">Whether who asks may delete what belongs to others.</param>
/// <param name="Reply">Completed when it is gone.</param>
public sealed record DeleteSubscription(string Name, string? Owner, bool AnyOwner, IReply<Done> Reply) : DurableCommand
{
    /// <summary>What the caller knows the name as.</summary>
    public string Parameter { get; init; } = "name";

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
