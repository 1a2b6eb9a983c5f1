using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Subscribing;

/// <summary>A delivery as JSON. A payload that is UTF-8 stands in <c>text</c>, any other in <c>base64</c>.</summary>
internal sealed record DeliveryLine
{
    public required string Topic { get; init; }

    public required long Sequence { get; init; }

    public required DateTime PublishedUtc { get; init; }

    public bool Retained { get; init; }

    /// <summary>Only where it is not the first.</summary>
    public int? Attempt { get; init; }

    /// <summary>Only where it is true.</summary>
    public bool? Redelivered { get; init; }

    public string? ContentType { get; init; }

    public string? Text { get; init; }

    public string? Base64 { get; init; }

    public HeaderLine[]? Headers { get; init; }

    public string? Publisher { get; init; }

    public string? Id { get; init; }

    public double? TtlSeconds { get; init; }

    public string? CorrelationId { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>Which numbering <see cref="Sequence"/> is of; in an export only.</summary>
    public string? Epoch { get; init; }

    /// <summary>Only where it is true, and in an export only.</summary>
    public bool? ClearRetained { get; init; }

    public static DeliveryLine Of(Delivery delivery)
    {
        var text = BodyText.Decode(delivery.Body);
        return new DeliveryLine
        {
            Topic = delivery.Topic,
            Sequence = delivery.Sequence,
            PublishedUtc = DateTime.SpecifyKind(delivery.PublishedUtc, DateTimeKind.Utc),
            Retained = delivery.Retained,
            Attempt = delivery.Attempt > 1 ? delivery.Attempt : null,
            Redelivered = delivery.Redelivered ? true : null,
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
    }
}
