using System.Text.Json;
using System.Text.Json.Serialization;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Durable;

/// <summary>What a durable subscription is kept with, besides its name, owner and filter.</summary>
internal sealed record DurableSettings
{
    public DeliveryOrder Order { get; init; }

    public int AttemptsMax { get; init; }

    public TimeSpan IdleTime { get; init; }

    /// <summary>Messages from before this time are not wanted: where a start in time lies further back than memory reaches.</summary>
    public DateTime? NotBeforeUtc { get; init; }

    /// <summary>Messages up to this one may have been given out before an unexpected stop, however many starts ago.</summary>
    public long? DoubtfulTo { get; init; }

    /// <summary>Whether an administrator has paused it: then nothing is given out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Paused { get; init; }

    /// <summary>What a new subscription is kept with.</summary>
    public static DurableSettings Of(SubscriptionOptions options)
    {
        var settings = new DurableSettings { Order = options.Durable!.Order }.With(options.Durable);
        return options.Start == StartKind.Time ? settings with { NotBeforeUtc = options.StartTimeUtc } : settings;
    }

    public static DurableSettings Parse(ReadOnlyMemory<byte> text) =>
        JsonSerializer.Deserialize(text.Span, DurableSettingsFormat.Default.DurableSettings)!;

    /// <summary>These settings as the session that came last wants them.</summary>
    public DurableSettings With(DurableOptions options) => this with { AttemptsMax = options.AttemptsMax, IdleTime = options.IdleTime };

    public byte[] ToText() => JsonSerializer.SerializeToUtf8Bytes(this, DurableSettingsFormat.Default.DurableSettings);
}
