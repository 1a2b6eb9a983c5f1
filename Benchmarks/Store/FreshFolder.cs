namespace WcfBroker.Benchmarks.Store;

/// <summary>An empty folder for one measurement.</summary>
internal sealed class FreshFolder : IDisposable
{
    public FreshFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Dispose();
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
