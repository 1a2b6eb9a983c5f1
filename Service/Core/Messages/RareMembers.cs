namespace WcfBroker.Core.Messages;

/// <summary>What few messages have: those without share one, which keeps a message small.</summary>
internal sealed record RareMembers
{
    public static readonly RareMembers None = new();

    public IReadOnlyList<HeaderField> Headers
    {
        get;
        init
        {
            (field, HeaderBytes) = (value, 0);
            for (var i = 0; i < value.Count; i++)
                HeaderBytes += 64 + (2 * (value[i].Name.Length + value[i].Value.Length));
        }
    } = [];

    /// <summary>Roughly what the headers take in memory.</summary>
    public int HeaderBytes { get; private init; }

    public TimeSpan? TimeToLive { get; init; }

    public string? CorrelationId { get; init; }

    public string? ReplyTo { get; init; }

    public bool ClearRetained { get; init; }
}
