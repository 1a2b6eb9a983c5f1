namespace WcfBroker.Core.Policies;

/// <summary>How a message is kept, the weakest first. One byte, since every receipt holds it.</summary>
public enum Durability : byte
{
    /// <summary>In memory alone: gone when the broker stops.</summary>
    Memory,

    /// <summary>In the store, before the receipt is given.</summary>
    Disk,
}
