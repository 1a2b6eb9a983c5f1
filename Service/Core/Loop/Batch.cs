using WcfBroker.Core.Effects;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Loop;

/// <summary>What some commands decided: the records to store, and the effects to release once they are.</summary>
internal sealed class Batch
{
    public List<StoreRecord> Records { get; } = [];

    public List<Effect> Effects { get; } = [];

    /// <summary>Whether the store is to go on with what it put off, though there may be nothing to store.</summary>
    public bool WantsUpkeep { get; set; }
}
