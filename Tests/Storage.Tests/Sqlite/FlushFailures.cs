using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;
using WcfBroker.Storage.Tests.Crash;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>When the device refuses to flush, nobody knows what is stored: the store says so and stops.</summary>
[TestClass]
public sealed class FlushFailures
{
    private const int FlushesBefore = 30;

    [TestMethod]
    public void A_batch_that_could_not_be_flushed_has_an_unknown_outcome()
    {
        if (!File.Exists("/usr/bin/strace"))
            Assert.Inconclusive("The device's failure is made by strace, which is not installed.");
        using var folder = new TestFolder();
        string[] strace = ["/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:error=EIO:when={FlushesBefore}+"];
        using var child = new ChildProcess(folder.At("store"), 1_000, strace);
        var lines = new List<string>();
        while (child.ReadLine() is { } line)
            lines.Add(line);
        child.WaitForExit();
        Assert.AreEqual(CrashChild.FaultExitCode, child.ExitCode, string.Join('\n', lines));
        Assert.AreEqual(nameof(StoreFault.OutcomeUnknown), lines[^1]);
        using var store = SqliteStore.Open(CrashChild.Options(folder.At("store")));
        Assert.IsGreaterThanOrEqualTo(long.Parse(lines[^2], System.Globalization.CultureInfo.InvariantCulture), store.Load().HeadSequence);
    }
}
