using System.Diagnostics;
using System.Globalization;

namespace WcfBroker.Storage.Tests.Crash;

/// <summary>This program, started again as <see cref="CrashChild"/>.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it, if wanted under a program such as <c>strace</c> with arguments of its own.</summary>
    public ChildProcess(string folder, int batches, params string[] under)
    {
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [self, typeof(ChildProcess).Assembly.Location] : [self];
        string[] command = [.. under, .. program, CrashChild.Verb, folder, batches.ToString(CultureInfo.InvariantCulture)];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>The next line that it printed; null when it has ended.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    public void Kill() => _process.Kill();

    public void WaitForExit() => _process.WaitForExit();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
