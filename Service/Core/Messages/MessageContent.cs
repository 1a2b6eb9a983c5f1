namespace WcfBroker.Core.Messages;

/// <summary>What a publisher gives: checked once at the edge by <see cref="MessageRules"/>, never changed afterwards.</summary>
public sealed record MessageContent
{
    public static readonly MessageContent Empty = new();

    private readonly int _headerBytes;

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? Id { get; init; }

    public IReadOnlyList<HeaderField> Headers
    {
        get;
        init
        {
            (field, _headerBytes) = (value, 0);
            for (var i = 0; i < value.Count; i++)
                _headerBytes += 64 + (2 * (value[i].Name.Length + value[i].Value.Length));
        }
    } = [];

    public TimeSpan? TimeToLive { get; init; }

    public string? CorrelationId { get; init; }

    public string? ReplyTo { get; init; }

    public bool ClearRetained { get; init; }

    /// <summary>Roughly what the message takes in memory.</summary>
    public int Bytes => 256 + Body.Length + _headerBytes;
}
