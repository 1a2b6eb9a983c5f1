using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Commands;

/// <summary>Retained messages that a subscription asked for, by sequence; null for one that is gone.</summary>
public sealed record KeptRetained(
    SessionId Session, SubscriptionId Subscription, IReadOnlyDictionary<long, StoredMessage?> Messages) : Command
{
    public override long Bytes { get; } = 128 + Messages.Values.Sum(message => (long)(message?.Content.Bytes ?? 0));

    public override void Refuse(BrokerError error)
    {
        // A broker that stops sends nothing more.
    }
}
