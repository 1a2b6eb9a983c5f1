using System.Diagnostics;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>A small file system in memory, mounted for one test; the test is skipped where that is not possible.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-disk-");

    public SmallDisk(int mebibytes)
    {
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", SizeOf(mebibytes), "tmpfs", Path))
            return;
        _folder.Delete();
        Assert.Inconclusive("The small disk is a tmpfs, which only root may mount, and not in every container.");
    }

    public string Path => _folder.FullName;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public void Resize(int mebibytes) => Assert.IsTrue(Run("mount", "-o", $"remount,{SizeOf(mebibytes)}", Path));

    /// <summary>Another program takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 16];
        try
        {
            while (true)
                filler.Write(block);
        }
        catch (IOException)
        {
            // That was all.
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Delete();
    }

    private static string SizeOf(int mebibytes) => string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m");

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
