namespace WcfBroker.Core.Messages;

/// <summary>What a publisher gives: checked once at the edge by <see cref="MessageRules"/>, never changed afterwards.</summary>
public sealed record MessageContent
{
    public static readonly MessageContent Empty = new();

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? Id { get; init; }

    public IReadOnlyList<HeaderField> Headers { get; init; } = [];

    public TimeSpan? TimeToLive { get; init; }

    public string? CorrelationId { get; init; }

    public string? ReplyTo { get; init; }

    public bool ClearRetained { get; init; }

    /// <summary>Roughly what the message takes in memory.</summary>
    public int Bytes
    {
        get
        {
            var bytes = 256 + Body.Length;
            for (var i = 0; i < Headers.Count; i++)
                bytes += 64 + (2 * (Headers[i].Name.Length + Headers[i].Value.Length));
            return bytes;
        }
    }
}
