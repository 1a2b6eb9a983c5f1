using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>A store in a folder of its own. Puts off little, so that short tests see all that is put off.</summary>
internal sealed class SqliteHost : StoreHost
{
    private readonly TestFolder _folder = new();
    private SqliteStore _store;

    public SqliteHost()
    {
        Options = new SqliteStoreOptions { Folder = _folder.At("0"), FlushEveryBatch = false, BallastBytes = 0, RetainedFlushRecords = 16, SweepRows = 10 };
        _store = SqliteStore.Open(Options);
    }

    public override IStore Store => _store;

    public SqliteStoreOptions Options { get; private set; }

    public override void Reopen()
    {
        _store.Dispose();
        _store = SqliteStore.Open(Options);
    }

    /// <summary>The files of an open store are what a killed process leaves behind: opened elsewhere, where no lock is held.</summary>
    public override void Crash()
    {
        var next = _folder.At(Path.GetFileName(Options.Folder) + "0");
        TestFolder.CopyDatabase(Options, next);
        Options = Options with { Folder = next };
        Reopen();
    }

    public override void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
