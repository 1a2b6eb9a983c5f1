using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Commands;

/// <summary>Begin a subscription of a session.</summary>
public sealed record Subscribe(
    SessionId Session, TopicFilter Filter, SubscriptionOptions Options, IReply<SubscriptionStarted>? Reply) : Command
{
    /// <summary>Who subscribes; null for an anonymous one.</summary>
    public string? Identity { get; init; }

    /// <summary>Whether who subscribes may resume a durable subscription that belongs to others.</summary>
    public bool AnyOwner { get; init; }

    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
