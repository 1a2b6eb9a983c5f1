using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>A store of an older broker opens as it was; one of a newer broker is left alone.</summary>
[TestClass]
public sealed class Upgrades : IDisposable
{
    private readonly TestFolder _folder = new();

    private SqliteStoreOptions Options => new() { Folder = _folder.At("store"), BallastBytes = 0 };

    [TestInitialize]
    public void TakeKeptFile()
    {
        Directory.CreateDirectory(Options.Folder);
        File.Copy(Version1.KeptFile, Options.Path);
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_store_of_version_1_opens_as_it_was()
    {
        AssertAsItWas();
        Assert.AreEqual(2, SqliteFile.Run(Options.Path, "SELECT value FROM meta WHERE key='version'"));
        Assert.AreEqual(0, SqliteFile.Run(Options.Path, "SELECT count(*) FROM message WHERE crc32c IS NULL"));
        AssertAsItWas();
    }

    [TestMethod]
    public void An_upgrade_that_was_cut_short_goes_on()
    {
        using (SqliteStore.Open(Options))
        {
        }

        SqliteFile.Run(Options.Path, "UPDATE message SET crc32c=NULL WHERE seq > 20; UPDATE meta SET value=1 WHERE key='version'");
        AssertAsItWas();
    }

    [TestMethod]
    public void A_store_of_a_newer_version_is_left_alone()
    {
        SqliteFile.Run(Options.Path, "UPDATE meta SET value=99 WHERE key='version'");
        var exception = Assert.ThrowsExactly<StoreException>(() => SqliteStore.Open(Options).Dispose());
        Assert.AreEqual(StoreFault.Unavailable, exception.Fault);
        Assert.Contains("99", exception.Message);
        Assert.AreEqual(0, SqliteFile.Run(Options.Path, "SELECT count(*) FROM pragma_table_info('message') WHERE name='crc32c'"));
    }

    private void AssertAsItWas()
    {
        using var expected = new MemoryStore();
        expected.Commit(Version1.Records);
        using var store = SqliteStore.Open(Options);
        Assert.AreEqual(Snapshot.Of(expected), Snapshot.Of(store));
        Assert.AreEqual(0, store.Status.DamagedMessages);
    }
}
