using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>Commands that were applied together, and the records that store what they did.</summary>
internal sealed class DecidedBatch
{
    public List<Applied> Commands { get; } = [];

    public List<StoreRecord> Records { get; } = [];
}
