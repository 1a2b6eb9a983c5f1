namespace WcfBroker.Server.Options;

/// <summary>Where messages are kept.</summary>
public enum StorageKind
{
    /// <summary>In a database of the broker's own, flushed to the device before a receipt is given.</summary>
    Sqlite,

    /// <summary>In memory: gone when the broker stops.</summary>
    Memory,
}
