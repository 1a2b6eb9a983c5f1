namespace WcfBroker.Storage.Sqlite.Files;

/// <summary>A file that takes room on the disk to give it back when there is none left.</summary>
internal sealed class Ballast(string path, long bytes)
{
    /// <summary>Sets the room aside if the disk has as much again; says whether it is set aside.</summary>
    public bool TryTake()
    {
        if (bytes == 0 || (File.Exists(path) && new FileInfo(path).Length == bytes))
            return true;
        if (Disk.FreeBytes(path) < 2 * bytes)
            return false;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = bytes };
            using var file = new FileStream(path, options);
            file.SetLength(bytes);
            return true;
        }
        catch (IOException)
        {
            Release();
            return false;
        }
    }

    public void Release() => File.Delete(path);
}
