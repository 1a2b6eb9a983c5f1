namespace WcfBroker.Core.Storage;

/// <summary>How a store is doing.</summary>
public sealed record StoreStatus
{
    /// <summary>What is in use, without room that was freed and waits to be used again.</summary>
    public required long Bytes { get; init; }

    /// <summary>What the device still has, and what was freed; null for a store without one.</summary>
    public long? FreeDiskBytes { get; init; }

    /// <summary>Whether rows of a trimmed log are still there: they go with later batches, and <see cref="Bytes"/> falls with them.</summary>
    public bool Sweeping { get; init; }

    /// <summary>Messages found damaged since the store was opened. They are never delivered.</summary>
    public long DamagedMessages { get; init; }
}
