using WcfBroker.Core.Storage;

namespace WcfBroker.Storage.Sqlite.Files;

/// <summary>Held while the store is open, so that a second process is told at once. Gone with its process.</summary>
internal sealed class LockFile : IDisposable
{
    private readonly FileStream _file;

    public LockFile(string path)
    {
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new StoreException(
                StoreFault.Locked, $"The store in '{Path.GetDirectoryName(path)}' is in use by another process, which holds '{path}'.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
