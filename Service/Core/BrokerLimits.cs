using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Core;

/// <summary>Every bound of the core: section <c>Limits</c> of the configuration. Units stand last in the names.</summary>
public sealed record BrokerLimits
{
    /// <summary>Levels of a topic.</summary>
    public const int TopicLevelsMax = 16;

    /// <summary>Bytes of a topic as UTF-8.</summary>
    public const int TopicBytesMax = 255;

    /// <summary>Characters of a message's id, content type, correlation id, reply address, and header names.</summary>
    public const int IdCharsMax = 255;

    public static BrokerLimits Default { get; } = new();

    /// <summary>Topics in all. Default 1,000,000.</summary>
    [Range(1, 16_000_000)]
    public int TopicsMax { get; init; } = 1_000_000;

    /// <summary>
    /// Topics that one identity may bring into existence while the broker runs; all anonymous callers are one identity. Default
    /// 100,000,000: without a bound of its own.
    /// </summary>
    [Range(1, 100_000_000)]
    public int TopicsPerIdentityMax { get; init; } = 100_000_000;

    /// <summary>Bytes of a message's payload. Default 1 MiB, at most 16 MiB.</summary>
    [Range(1, 16 << 20)]
    public int PayloadBytesMax { get; init; } = 1 << 20;

    /// <summary>Headers of a message. Default 32.</summary>
    [Range(0, 1_024)]
    public int HeadersMax { get; init; } = 32;

    /// <summary>Bytes of a message's header names and values together, as UTF-8. Default 8 KiB.</summary>
    [Range(0, 1 << 20)]
    public int HeaderBytesMax { get; init; } = 8 << 10;

    /// <summary>Messages of a batch. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int BatchMessagesMax { get; init; } = 1_000;

    /// <summary>Payload bytes of a batch. Default 4 MiB.</summary>
    [Range(1, 16 << 20)]
    public int BatchBytesMax { get; init; } = 4 << 20;

    /// <summary>Sessions that subscribe. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int SessionsMax { get; init; } = 4_096;

    /// <summary>Subscriptions of one session. Default 1,024.</summary>
    [Range(1, 100_000)]
    public int SubscriptionsPerSessionMax { get; init; } = 1_024;

    /// <summary>Durable subscriptions in all. Default 10,000.</summary>
    [Range(0, 1_000_000)]
    public int DurableSubscriptionsMax { get; init; } = 10_000;

    /// <summary>Messages that a durable subscription may have in flight or waiting to be tried again; past that it gets no new ones. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int UnsettledPerSubscriptionMax { get; init; } = 10_000;

    /// <summary>Dead letters kept of one durable subscription; past that the oldest goes. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int DeadLettersPerSubscriptionMax { get; init; } = 10_000;

    /// <summary>How long a dead letter is kept. Default 14 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan DeadLetterTime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Messages that wait to be sent to one session. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int OutboxMessagesMax { get; init; } = 1_000;

    /// <summary>Bytes of messages that wait to be sent to one session. Default 8 MiB.</summary>
    [Range(1_024, 1 << 30)]
    public int OutboxBytesMax { get; init; } = 8 << 20;

    /// <summary>Gaps and notices of topics that wait besides the messages; a session that lets more wait is closed. Default 8,192.</summary>
    [Range(1, 1_000_000)]
    public int OutboxNoticesMax { get; init; } = 8_192;

    /// <summary>Messages kept for subscriptions that start in the past. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int HistoryMessagesMax { get; init; } = 100_000;

    /// <summary>Bytes of messages kept for subscriptions that start in the past. Default 64 MiB.</summary>
    [Range(1_024, 1L << 40)]
    public long HistoryBytesMax { get; init; } = 64L << 20;

    /// <summary>Bytes of all retained messages, where no store keeps them. Default 1 GiB.</summary>
    [Range(1_024, 1L << 40)]
    public long RetainedBytesMax { get; init; } = 1L << 30;

    /// <summary>How long a message's id is remembered, so that publishing it again does not take it twice. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DeduplicationTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Message ids remembered. Default 100,000.</summary>
    [Range(0, 10_000_000)]
    public int DeduplicationIdsMax { get; init; } = 100_000;

    /// <summary>Requests that wait for a reply. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int RequestsMax { get; init; } = 10_000;

    /// <summary>Requests that one responder's session has not yet answered. Default 100.</summary>
    [Range(1, 100_000)]
    public int RequestsPerResponderMax { get; init; } = 100;

    /// <summary>The longest time-out of a request. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RequestTimeoutMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Topics of one page of the topic list. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int TopicPageMax { get; init; } = 1_000;

    /// <summary>Messages of one refill of a subscription that catches up. Default 256.</summary>
    [Range(1, 10_000)]
    public int RefillMessagesMax { get; init; } = 256;

    /// <summary>Kept messages that one refill looks at, so that a rare topic never holds up the loop. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int RefillScanMax { get; init; } = 4_096;

    /// <summary>Commands that wait for the loop. Default 16,384.</summary>
    [Range(1, 10_000_000)]
    public int CommandsMax { get; init; } = 16_384;

    /// <summary>Bytes of commands that wait for the loop. Default 64 MiB.</summary>
    [Range(1_024, 1L << 40)]
    public long CommandBytesMax { get; init; } = 64L << 20;

    /// <summary>Commands that the loop applies before it releases their effects: a batch fills no outbox. Default 256.</summary>
    [Range(1, 100_000)]
    public int CommandBatchMax { get; init; } = 256;

    /// <summary>Bytes of such commands; one command is always applied. Several batches may wait for the store. Default 1 MiB.</summary>
    [Range(1_024, 1L << 30)]
    public long CommandBatchBytesMax { get; init; } = 1L << 20;
}
