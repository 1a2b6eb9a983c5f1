namespace WcfBroker.Storage.Sqlite.Files;

/// <summary>A file that takes room on the disk to give it back when there is none left.</summary>
internal sealed class Ballast(string path, long bytes)
{
    /// <summary>Whether the room is set aside.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Sets the room aside if the disk has as much again; says whether it is set aside.</summary>
    public bool TryTake() => IsTaken = bytes == 0 || (File.Exists(path) && new FileInfo(path).Length == bytes) || TryMake();

    public void Release()
    {
        IsTaken = false;
        File.Delete(path);
    }

    private bool TryMake()
    {
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
}
