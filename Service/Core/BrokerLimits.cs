namespace WcfBroker.Core;

/// <summary>Every bound of the core, with its default. Units stand last in the names.</summary>
public sealed record BrokerLimits
{
    public const int TopicLevelsMax = 16;
    public const int TopicBytesMax = 255;
    public const int IdCharsMax = 255;

    public static BrokerLimits Default { get; } = new();

    public int TopicsMax { get; init; } = 1_000_000;
    public int PayloadBytesMax { get; init; } = 1 << 20;
    public int HeadersMax { get; init; } = 32;
    public int HeaderBytesMax { get; init; } = 8 << 10;
    public int BatchMessagesMax { get; init; } = 1_000;
    public int BatchBytesMax { get; init; } = 4 << 20;
    public int SessionsMax { get; init; } = 4_096;
    public int SubscriptionsPerSessionMax { get; init; } = 1_024;
    public int OutboxMessagesMax { get; init; } = 1_000;
    public int OutboxBytesMax { get; init; } = 8 << 20;

    /// <summary>How many gaps and notices of topics may wait besides the messages; a session that lets more wait is closed.</summary>
    public int OutboxNoticesMax { get; init; } = 8_192;

    public int HistoryMessagesMax { get; init; } = 100_000;
    public long HistoryBytesMax { get; init; } = 64L << 20;
    public long RetainedBytesMax { get; init; } = 1L << 30;
    public int RequestsMax { get; init; } = 10_000;
    public int RequestsPerResponderMax { get; init; } = 100;
    public TimeSpan RequestTimeoutMax { get; init; } = TimeSpan.FromMinutes(5);
    public int TopicPageMax { get; init; } = 1_000;

    /// <summary>How many messages one refill of a subscription that catches up brings at the most.</summary>
    public int RefillMessagesMax { get; init; } = 256;

    /// <summary>How many kept messages one refill looks at, so that a rare topic never holds up the loop.</summary>
    public int RefillScanMax { get; init; } = 4_096;

    public int CommandsMax { get; init; } = 16_384;
    public long CommandBytesMax { get; init; } = 64L << 20;
    public int CommandBatchMax { get; init; } = 1_024;
}
