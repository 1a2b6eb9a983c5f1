using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>Publishers that send more than the store can take: the real broker says so, and stays within its memory.</summary>
[TestClass]
public sealed class Overload
{
    private const string SecondsVariable = "WCFBROKER_OVERLOAD_SECONDS";
    private const int MemoryKibibytesMax = 512 << 10;

    // What .NET allows itself where the system limits a process to 512 MiB: three quarters.
    private const string HeapLimit = "DOTNET_GCHeapHardLimit=18000000";

    // Makes a commit last so long that the store takes some 15 MiB a second.
    private const string SlowDevice = "delay_exit=250000";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(3_600_000)]
    public async Task S17_Publishers_faster_than_the_store_are_refused_within_512_mebibytes_and_nothing_acknowledged_is_lost()
    {
        var time = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable(SecondsVariable) ?? "8", CultureInfo.InvariantCulture));
        var folder = Directory.CreateTempSubdirectory("wcfbroker-overload-").FullName;
        var flood = new Flood(connections: 8, publishersEach: 60);
        await using (var broker = RunningBroker.LaunchIn(folder, ["--Storage:BytesMax=107374182400"], HeapLimit))
        {
            Assert.IsTrue(await broker.IsUpAsync());
            await using var strace = await Strace.AttachAsync(broker.ProcessId, "fdatasync,fsync", SlowDevice);
            var publishing = flood.RunAsync(broker.Url);
            await Task.WhenAny(publishing, Task.Delay(time, TimeProvider.System));
            var memory = MemoryKibibytes(broker.ProcessId);
            broker.Kill();
            await publishing;
            var mebibytes = (long)flood.Acknowledged * Flood.BatchMessages * Flood.BodyBytes >> 20;
            TestContext.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{time.TotalSeconds} s: {flood.Acknowledged} batches acknowledged ({mebibytes / time.TotalSeconds:N1} MiB/s), {flood.Busy} refused, {memory >> 10} MiB at most"));
            Assert.IsEmpty(flood.Faults);
            Assert.IsLessThan(MemoryKibibytesMax, memory);
        }

        Assert.IsGreaterThan(flood.Acknowledged, flood.Busy, "Publishers were not twice as fast as the store.");
        await using (var broker = await RunningBroker.StartInAsync(folder))
            await flood.VerifyAsync(broker.Url);
        Directory.Delete(folder, recursive: true);
    }

    // What the process held at its peak.
    private static int MemoryKibibytes(int processId) => int.Parse(
        File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
