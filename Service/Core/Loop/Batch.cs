using WcfBroker.Core.Effects;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Loop;

/// <summary>What some commands decided: the records to store, and the effects to release once they are.</summary>
internal sealed class Batch
{
    private const int CapacityKept = 4_096;

    public List<StoreRecord> Records { get; } = [];

    public List<Effect> Effects { get; } = [];

    /// <summary>How many commands they were.</summary>
    public int Commands { get; set; }

    /// <summary>What these held in memory.</summary>
    public long Bytes { get; set; }

    /// <summary>Whether the store is to go on with what it put off, though there may be nothing to store.</summary>
    public bool WantsUpkeep { get; set; }

    public bool IsEmpty => Commands == 0 && Records.Count == 0 && Effects.Count == 0;

    /// <summary>Adds what a later batch decided, and leaves that one empty.</summary>
    public void Take(Batch later)
    {
        Records.AddRange(later.Records);
        Effects.AddRange(later.Effects);
        Commands += later.Commands;
        Bytes += later.Bytes;
        WantsUpkeep |= later.WantsUpkeep;
        later.Clear();
    }

    public void Clear()
    {
        Clear(Records);
        Clear(Effects);
        (Commands, Bytes, WantsUpkeep) = (0, 0, false);
    }

    private static void Clear<T>(List<T> list)
    {
        list.Clear();
        if (list.Capacity > CapacityKept)
            list.TrimExcess();
    }
}
