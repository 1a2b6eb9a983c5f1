namespace WcfBroker.Core.Durable;

/// <summary>What a session asks of a durable subscription. What is null stays as it is, or is the default of a new one.</summary>
public sealed record DurableOptions(string Name)
{
    public const int CreditDefault = 100;
    public const int CreditMax = 1_000;
    public const int AttemptsLimit = 1_000;
    public static readonly TimeSpan LeaseMin = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LeaseMax = TimeSpan.FromHours(12);
    public static readonly TimeSpan IdleTimeMin = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan IdleTimeMax = TimeSpan.FromDays(365);

    public bool Shared { get; init; }

    public AcknowledgeMode Mode { get; init; } = AcknowledgeMode.OnReturn;

    public DeliveryOrder Order { get; init; }

    /// <summary>Whether the session gets messages only when it demands them.</summary>
    public bool Pulls { get; init; }

    public TimeSpan? Lease { get; init; }

    public int? AttemptsMax { get; init; }

    public TimeSpan? IdleTime { get; init; }

    /// <summary>Unsettled deliveries that this session holds at the most.</summary>
    public int Credit { get; init; } = CreditDefault;
}
