namespace WcfBroker.Storage.Sqlite;

/// <summary>Where and how <see cref="SqliteStore"/> keeps its files.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The name of the database in its folder.</summary>
    public const string FileName = "broker.db";

    /// <summary>The folder, made if it is not there. Nothing else belongs into it.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Whether every batch is flushed to the device before it counts as stored. Default true; without it a power cut loses
    /// the last batches although they were acknowledged.
    /// </summary>
    public bool FlushEveryBatch { get; init; } = true;

    /// <summary>
    /// Bytes set aside, given back when the disk is full so that reading and retention go on. More than the write-ahead
    /// log has before it is written back, which is about 16 MiB. Default 32 MiB; 0: none.
    /// </summary>
    public long BallastBytes { get; init; } = 32 << 20;

    /// <summary>
    /// A database up to this size is checked whole when it is opened, a larger one in its small tables only. Default 256 MiB.
    /// </summary>
    public long CheckedBytesMax { get; init; } = 256 << 20;

    /// <summary>The database in full.</summary>
    public string Path => System.IO.Path.Combine(Folder, FileName);

    /// <summary>Records after which the retained sequences are written again: so many are read again at open, or twice that.</summary>
    internal int RetainedFlushRecords { get; init; } = 65_536;

    /// <summary>Rows that retention removes with an idle batch; with one that stores something, a tenth.</summary>
    internal int SweepRows { get; init; } = 10_000;
}
