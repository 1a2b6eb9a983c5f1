namespace WcfBroker.Contracts.Messages;

/// <summary>The values of <see cref="PublishReceipt.Durability"/>.</summary>
public static class DurabilityLevels
{
    /// <summary>The message is in the broker's memory: it is gone when the broker stops.</summary>
    public const string Memory = "Memory";

    /// <summary>The message was flushed to the broker's disk before the receipt was given: it survives a power cut.</summary>
    public const string Disk = "Disk";
}
