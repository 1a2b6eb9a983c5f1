namespace WcfBroker.Core.Messages;

/// <summary>What a publisher gives: checked once at the edge by <see cref="MessageRules"/>, never changed afterwards.</summary>
public sealed record MessageContent
{
    public static readonly MessageContent Empty = new();

    private readonly RareMembers _rare = RareMembers.None;

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? Id { get; init; }

    public IReadOnlyList<HeaderField> Headers
    {
        get => _rare.Headers;
        init => _rare = value.Count == 0 && Headers.Count == 0 ? _rare : _rare with { Headers = value };
    }

    public TimeSpan? TimeToLive
    {
        get => _rare.TimeToLive;
        init => _rare = value == TimeToLive ? _rare : _rare with { TimeToLive = value };
    }

    public string? CorrelationId
    {
        get => _rare.CorrelationId;
        init => _rare = value == CorrelationId ? _rare : _rare with { CorrelationId = value };
    }

    public string? ReplyTo
    {
        get => _rare.ReplyTo;
        init => _rare = value == ReplyTo ? _rare : _rare with { ReplyTo = value };
    }

    public bool ClearRetained
    {
        get => _rare.ClearRetained;
        init => _rare = value == ClearRetained ? _rare : _rare with { ClearRetained = value };
    }

    /// <summary>Roughly what the message takes in memory.</summary>
    public int Bytes => 256 + Body.Length + _rare.HeaderBytes;
}
