using System.Text.Json;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Durable;

/// <summary>What a durable subscription is kept with, besides its name, owner and filter.</summary>
internal sealed record DurableSettings
{
    public AcknowledgeMode Mode { get; init; }

    public DeliveryOrder Order { get; init; }

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    public int AttemptsMax { get; init; } = 10;

    public TimeSpan IdleTime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Messages from before this time are not wanted: where a start in time lies further back than memory reaches.</summary>
    public DateTime? NotBeforeUtc { get; init; }

    /// <summary>Messages up to this one may have been given out before an unexpected stop, however many starts ago.</summary>
    public long? DoubtfulTo { get; init; }

    /// <summary>What a new subscription is kept with.</summary>
    public static DurableSettings Of(SubscriptionOptions options)
    {
        var settings = new DurableSettings { Mode = options.Durable!.Mode, Order = options.Durable.Order }.With(options.Durable);
        return options.Start == StartKind.Time ? settings with { NotBeforeUtc = options.StartTimeUtc } : settings;
    }

    public static DurableSettings Parse(ReadOnlyMemory<byte> text) =>
        JsonSerializer.Deserialize(text.Span, DurableSettingsFormat.Default.DurableSettings)!;

    /// <summary>These settings, but for what a session asks to be otherwise.</summary>
    public DurableSettings With(DurableOptions options) => this with
    {
        Lease = options.Lease ?? Lease,
        AttemptsMax = options.AttemptsMax ?? AttemptsMax,
        IdleTime = options.IdleTime ?? IdleTime,
    };

    public byte[] ToText() => JsonSerializer.SerializeToUtf8Bytes(this, DurableSettingsFormat.Default.DurableSettings);
}
