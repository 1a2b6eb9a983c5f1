using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>What is put off is done in the end, and what is dropped gives its room back.</summary>
[TestClass]
public sealed class Housekeeping : IDisposable
{
    private const int Topics = 3;

    private readonly TestFolder _folder = new();

    private SqliteStoreOptions Options => new() { Folder = _folder.At("store"), BallastBytes = 0, FlushEveryBatch = false, SweepRows = 100 };

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Rows_before_the_log_go_with_later_batches()
    {
        using var store = OpenWithMessages(1_000);
        var before = store.Status.Bytes;
        store.Commit([new LogTrimmed(901)]);
        Assert.IsGreaterThan(900, Rows());
        Assert.IsTrue(store.Status.Sweeping, "The size still counts rows that are going.");
        for (var i = 0; i < 12; i++)
            store.Commit([]);
        Assert.AreEqual(100, Rows());
        Assert.IsFalse(store.Status.Sweeping);
        Assert.IsLessThan(before / 2, store.Status.Bytes);
    }

    [TestMethod]
    public void A_retained_message_before_the_log_goes_when_another_takes_its_place()
    {
        using var store = OpenWithMessages(1_000);
        store.Commit([new LogTrimmed(1_001)]);
        for (var i = 0; i < 12; i++)
            store.Commit([]);
        Assert.AreEqual(Topics, Rows());
        store.Commit([Samples.Message(1_001, 0), new RetainedCleared(1)]);
        Assert.AreEqual(Topics - 1, Rows());
    }

    [TestMethod]
    public void An_idle_store_has_nothing_to_read_again_at_open()
    {
        using var store = OpenWithMessages(1_000);
        store.Commit([]);
        Assert.AreEqual(1_000, SqliteFile.Run(Options.Path, "SELECT value FROM meta WHERE key='mark'"));
    }

    private SqliteStore OpenWithMessages(int count)
    {
        var store = SqliteStore.Open(Options);
        store.Commit([.. Enumerable.Range(0, Topics).Select(Samples.Topic)]);
        store.Commit([.. Enumerable.Range(1, count).Select(i => Samples.Message(i, i % Topics))]);
        return store;
    }

    private int Rows() => (int)SqliteFile.Run(Options.Path, "SELECT count(*) FROM message");
}
