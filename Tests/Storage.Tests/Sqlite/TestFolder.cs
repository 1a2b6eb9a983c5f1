using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-storage-");

    public string At(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Copies the database with its log, as they are at this moment.</summary>
    public static void CopyDatabase(SqliteStoreOptions options, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])[options.Path, options.Path + "-wal"])
        {
            if (File.Exists(file))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
