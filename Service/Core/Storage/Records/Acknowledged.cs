namespace WcfBroker.Core.Storage.Records;

/// <summary>
/// A subscription has come further: settled is every sequence up to the cursor, but for the holes. The cursor never goes back.
/// One record for each subscription and batch is enough, however many messages it settled.
/// </summary>
public sealed record Acknowledged(int SubscriptionId, long Cursor) : StoreRecord
{
    /// <summary>Sequences that it has still to settle.</summary>
    public IReadOnlyList<long> Opened { get; init; } = [];

    /// <summary>Holes that it has settled now.</summary>
    public IReadOnlyList<long> Closed { get; init; } = [];
}
