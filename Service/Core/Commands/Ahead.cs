using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Commands;

/// <summary>A piece of the log that a durable subscription is to go on with; null when it only let the loop do something else.</summary>
internal sealed record Ahead(int Subscription, MessagePage? Page) : DurableCommand
{
    public override long Bytes { get; } = 128 + (Page?.Messages.Sum(message => (long)message.Content.Bytes) ?? 0);

    public override void Refuse(BrokerError error)
    {
        // A broker that stops gives out nothing more.
    }
}
