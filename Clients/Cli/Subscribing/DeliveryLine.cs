namespace WcfBroker.Cli.Subscribing;

/// <summary>A delivery as a JSON line.</summary>
internal sealed record DeliveryLine
{
    public required string Topic { get; init; }

    public required long Sequence { get; init; }

    public required DateTime PublishedUtc { get; init; }

    public bool Retained { get; init; }

    public string? ContentType { get; init; }

    public string? Text { get; init; }

    public string? Base64 { get; init; }

    public HeaderLine[]? Headers { get; init; }

    public string? Publisher { get; init; }

    public string? Id { get; init; }

    public double? TtlSeconds { get; init; }

    public string? CorrelationId { get; init; }

    public string? ReplyTo { get; init; }
}
