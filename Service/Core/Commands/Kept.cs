using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Commands;

/// <summary>A piece of the log that a subscription asked for, to catch up.</summary>
public sealed record Kept(SessionId Session, SubscriptionId Subscription, MessagePage Page) : Command
{
    public override long Bytes { get; } = 128 + Page.Messages.Sum(message => (long)message.Content.Bytes);

    public override void Refuse(BrokerError error)
    {
        // A broker that stops sends nothing more.
    }
}
