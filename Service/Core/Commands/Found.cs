using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Commands;

/// <summary>The message that a durable subscription is to try again; neither when it is gone.</summary>
internal sealed record Found(int Subscription, StoredMessage? Message, DeadLetter? Letter) : DurableCommand
{
    public override long Bytes { get; } = 128 + (Message?.Content.Bytes ?? 0) + (Letter?.Message.Content.Bytes ?? 0);

    public override void Refuse(BrokerError error)
    {
        // A broker that stops gives out nothing more.
    }
}
