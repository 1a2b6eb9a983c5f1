namespace WcfBroker.Contracts.Messages;

/// <summary>The values of <see cref="PublishReceipt.Durability"/>.</summary>
public static class DurabilityLevels
{
    /// <summary>The message is in the broker's memory: it is gone when the broker stops.</summary>
    public const string Memory = "Memory";
}
