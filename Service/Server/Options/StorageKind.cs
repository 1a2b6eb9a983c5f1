namespace WcfBroker.Server.Options;

/// <summary>Where messages are kept.</summary>
public enum StorageKind
{
    /// <summary>In memory: gone when the broker stops.</summary>
    Memory,
}
