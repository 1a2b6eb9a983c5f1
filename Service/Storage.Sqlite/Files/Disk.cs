namespace WcfBroker.Storage.Sqlite.Files;

/// <summary>The device under a file.</summary>
internal static class Disk
{
    public static long FreeBytes(string path) => new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
}
