using System.Diagnostics;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>Makes system calls of a running process fail or last, until it ends; the test is skipped where that is not possible.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private const string Program = "/usr/bin/strace";

    private readonly Process _strace;

    private Strace(Process strace) => _strace = strace;

    /// <summary>Attaches to a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="calls">The system calls, separated by commas.</param>
    /// <param name="what">What happens to them, as strace writes it: <c>error=EIO</c>.</param>
    public static async Task<Strace> AttachAsync(int processId, string calls, string what)
    {
        RequireInstalled();
        string[] arguments = ["-f", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:{what}", "-p", processId.ToString(CultureInfo.InvariantCulture)];
        var strace = new Strace(Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardError = true })!);
        var said = await strace._strace.StandardError.ReadLineAsync();
        if (said?.Contains("attached", StringComparison.Ordinal) == true)
        {
            _ = strace._strace.StandardError.ReadToEndAsync();
            return strace;
        }

        await strace.DisposeAsync();
        Assert.Inconclusive($"The device's faults are made by strace, which cannot attach here: {said}");
        throw new UnreachableException();
    }

    public static void RequireInstalled()
    {
        if (!File.Exists(Program))
            Assert.Inconclusive("The device's faults are made by strace, which is not installed.");
    }

    // Asked to end it would wait for a process that was killed meanwhile; killed it lets go of what it holds.
    public async ValueTask DisposeAsync()
    {
        _strace.Kill();
        await _strace.WaitForExitAsync();
        _strace.Dispose();
    }
}
