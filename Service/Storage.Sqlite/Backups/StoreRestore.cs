using System.Globalization;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Files;

namespace WcfBroker.Storage.Sqlite.Backups;

/// <summary>Puts a backup in the place of a store that is not in use. What was there is moved into a folder beside it.</summary>
/// <remarks>
/// The copy stands beside the store under a name of its own until it takes the store's place in one step. Where a restore is cut short it is
/// still there, and no broker starts: the store's files may be moved in part.
/// </remarks>
public static class StoreRestore
{
    private const string Suffix = ".restoring";

    /// <summary>Restores.</summary>
    /// <param name="options">The store.</param>
    /// <param name="backup">The file to put in its place. It stays where it is.</param>
    /// <param name="nowUtc">Names the folder that the old store is moved to.</param>
    /// <param name="cancellation">Gives up, as long as nothing was moved.</param>
    /// <returns>What the store has now, and where the old one is; null if there was none.</returns>
    /// <exception cref="StoreException">The store is in use, the backup is not whole, or there is no room.</exception>
    public static (StoreReport Report, string? Replaced) Run(SqliteStoreOptions options, string backup, DateTime nowUtc, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        StoreCheck.RequireFile(backup);
        Directory.CreateDirectory(options.Folder);
        using var lockFile = new LockFile(options.Path + ".lock");
        var copy = options.Path + Suffix;
        StoreCopy.Delete(copy);
        StoreCopy.Run(backup, copy, _ => { }, cancellation);
        var report = Checked(copy, backup);
        var replaced = MoveAside(options, nowUtc);
        File.Move(copy, options.Path);
        return (report, replaced);
    }

    /// <summary>Refuses a store whose restore was cut short.</summary>
    internal static void RequireNone(string path)
    {
        if (File.Exists(path + Suffix))
        {
            throw new StoreException(
                StoreFault.Unavailable, $"A restore of the store '{path}' was cut short: '{path}{Suffix}' is still there. Run the command 'restore' again.");
        }
    }

    private static StoreReport Checked(string copy, string backup)
    {
        var isWhole = false;
        try
        {
            var report = StoreCheck.Run(copy);
            isWhole = report.IsWhole;
            return isWhole ? report : throw Damaged(backup, string.Join("; ", report.Findings));
        }
        catch (StoreException exception) when (exception is { Fault: StoreFault.Damaged, InnerException: { } cause })
        {
            throw Damaged(backup, cause.Message, cause);
        }
        finally
        {
            if (!isWhole)
                StoreCopy.Delete(copy);
        }
    }

    private static StoreException Damaged(string backup, string what, Exception? cause = null) =>
        new(StoreFault.Damaged, $"'{backup}' is damaged and is not restored: {what.TrimEnd('.')}.", cause);

    private static string? MoveAside(SqliteStoreOptions options, DateTime nowUtc)
    {
        var files = ((string[])["", "-wal", "-shm"]).Select(suffix => options.Path + suffix).Where(File.Exists).ToArray();
        if (files.Length == 0)
            return null;
        var folder = Path.Combine(options.Folder, nowUtc.ToString("'replaced-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        foreach (var file in files)
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }
}
