using WcfBroker.Cli.Subscribing;

namespace WcfBroker.Cli.Transfer;

/// <summary>A message to import, as a JSON line has it: what <c>export</c> and <c>subscribe --json</c> write, or anybody else.</summary>
internal sealed record ImportLine
{
    public string? Topic { get; init; }

    public long? Sequence { get; init; }

    public string? Epoch { get; init; }

    public string? Id { get; init; }

    public string? ContentType { get; init; }

    public string? Text { get; init; }

    public string? Base64 { get; init; }

    public HeaderLine[]? Headers { get; init; }

    public double? TtlSeconds { get; init; }

    public string? CorrelationId { get; init; }

    public string? ReplyTo { get; init; }

    public bool? ClearRetained { get; init; }
}
