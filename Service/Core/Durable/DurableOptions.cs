namespace WcfBroker.Core.Durable;

/// <summary>What a session asks of a durable subscription.</summary>
public sealed record DurableOptions(string Name)
{
    public const int CreditDefault = 100;
    public const int CreditMax = 1_000;
    public const int AttemptsDefault = 10;
    public const int AttemptsLimit = 1_000;
    public static readonly TimeSpan LeaseDefault = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LeaseMin = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LeaseMax = TimeSpan.FromHours(12);
    public static readonly TimeSpan IdleTimeDefault = TimeSpan.FromDays(7);
    public static readonly TimeSpan IdleTimeMin = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan IdleTimeMax = TimeSpan.FromDays(365);

    public bool Shared { get; init; }

    /// <summary>Who says that a message that this session was given is settled.</summary>
    public AcknowledgeMode Mode { get; init; } = AcknowledgeMode.OnReturn;

    public DeliveryOrder Order { get; init; }

    /// <summary>Whether the session gets messages only when it demands them.</summary>
    public bool Pulls { get; init; }

    /// <summary>How long this session may hold a delivery unsettled.</summary>
    public TimeSpan Lease { get; init; } = LeaseDefault;

    public int AttemptsMax { get; init; } = AttemptsDefault;

    public TimeSpan IdleTime { get; init; } = IdleTimeDefault;

    /// <summary>Unsettled deliveries that this session holds at the most.</summary>
    public int Credit { get; init; } = CreditDefault;
}
