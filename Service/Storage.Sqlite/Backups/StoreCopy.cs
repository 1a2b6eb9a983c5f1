using Microsoft.Data.Sqlite;
using SQLitePCL;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Sqlite.Backups;

/// <summary>Copies a store into one file that stands for itself, as it was at one moment, while others read and write it.</summary>
internal static class StoreCopy
{
    // A megabyte: small enough that a stop of the broker waits little.
    private const int StepPages = 256;
    private const string Main = "main";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Copies to a file that is not there yet; of a copy that fails nothing is left.</summary>
    /// <exception cref="StoreException">The source is damaged, or there is no room or no right to write.</exception>
    public static BackupSummary Run(string source, string target, Action<BackupProgress> report, CancellationToken cancellation)
    {
        var done = false;
        try
        {
            CreateFile(target);
            var head = Copy(source, target, report, cancellation);
            done = true;
            return new BackupSummary(new FileInfo(target).Length, head);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_FULL)
        {
            throw new StoreException(StoreFault.Full, $"No room for the copy '{target}'.", exception);
        }
        catch (SqliteException exception)
        {
            throw Faults.OfRead(exception, source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Unavailable, $"The copy '{target}' cannot be written: {exception.Message}", exception);
        }
        finally
        {
            if (!done)
                Delete(target);
        }
    }

    // A copy that was in write-ahead mode when it ended early has these beside it.
    public static void Delete(string file)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
            File.Delete(file + suffix);
    }

    private static void CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        new FileStream(path, options).Dispose();
    }

    private static long Copy(string source, string target, Action<BackupProgress> report, CancellationToken cancellation)
    {
        using var from = Connections.OpenReader(source);
        using var to = Connections.Open(target, SqliteOpenMode.ReadWrite);

        // The snapshot is held: what is written meanwhile does not make the copy begin anew.
        from.Run("BEGIN");
        var head = StoreCheck.HeadOf(from);
        CopyPages(from, to, report, cancellation);
        from.Run("COMMIT");
        to.Run("PRAGMA journal_mode=DELETE");
        Epoch.Forget(to);
        return head;
    }

    private static void CopyPages(SqliteConnection from, SqliteConnection to, Action<BackupProgress> report, CancellationToken cancellation)
    {
        var pageBytes = from.Number("PRAGMA page_size") ?? 0;
        using var backup = raw.sqlite3_backup_init(to.Handle, Main, from.Handle, Main);
        if (backup.IsInvalid)
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(to.Handle), to.Handle);
        for (var result = raw.SQLITE_OK; result != raw.SQLITE_DONE;)
        {
            cancellation.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, StepPages);
            if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
                SqliteException.ThrowExceptionForRC(result, to.Handle);
            var pages = raw.sqlite3_backup_pagecount(backup);
            report(new BackupProgress((pages - raw.sqlite3_backup_remaining(backup)) * pageBytes, pages * pageBytes));
        }
    }
}
