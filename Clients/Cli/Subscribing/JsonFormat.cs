using System.Text.Json;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>JSON lines for scripts.</summary>
internal sealed class JsonFormat : IDeliveryFormat
{
    public string Line(Delivery delivery) => JsonSerializer.Serialize(DeliveryLine.Of(delivery), JsonLines.Default.DeliveryLine);

    public string Line(Notice notice) => JsonSerializer.Serialize(
        new NoticeLine(notice.Kind, notice.FromSequence, notice.ToSequence, notice.Count, notice.Topics, notice.Reason),
        JsonLines.Default.NoticeLine);
}
