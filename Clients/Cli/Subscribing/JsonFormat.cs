using System.Text.Json;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>JSON lines for scripts. A payload that is UTF-8 stands in <c>text</c>, any other in <c>base64</c>.</summary>
internal sealed class JsonFormat : IDeliveryFormat
{
    public string Line(Delivery delivery)
    {
        var text = BodyText.Decode(delivery.Body);
        var line = new DeliveryLine
        {
            Topic = delivery.Topic,
            Sequence = delivery.Sequence,
            PublishedUtc = DateTime.SpecifyKind(delivery.PublishedUtc, DateTimeKind.Utc),
            Retained = delivery.Retained,
            ContentType = delivery.ContentType,
            Text = text,
            Base64 = text is null ? Convert.ToBase64String(delivery.Body!) : null,
            Headers = delivery.Headers?.Select(header => new HeaderLine(header.Name, header.Value ?? "")).ToArray(),
            Publisher = delivery.Publisher,
            Id = delivery.Id,
            TtlSeconds = delivery.TimeToLive?.TotalSeconds,
            CorrelationId = delivery.CorrelationId,
            ReplyTo = delivery.ReplyTo,
        };
        return JsonSerializer.Serialize(line, JsonLines.Default.DeliveryLine);
    }

    public string Line(Notice notice) => JsonSerializer.Serialize(
        new NoticeLine(notice.Kind, notice.FromSequence, notice.ToSequence, notice.Count, notice.Topics, notice.Reason),
        JsonLines.Default.NoticeLine);
}
