using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Faults;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>The device fails under the real broker: it stops, says why, and what it acknowledged is there after the next start.</summary>
[TestClass]
public sealed class DeviceErrors
{
    private const int Publishers = 8;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("fdatasync,fsync")]
    [DataRow("pwrite64")]
    [DataRow("pread64")]
    public async Task A_device_that_fails_stops_the_broker_and_the_same_ids_can_be_published_again(string calls)
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-device-").FullName;
        using var traffic = new Traffic(Publishers, bodyBytes: 500);
        await using (var broker = await RunningBroker.StartInAsync(folder))
        {
            var publishing = traffic.RunAsync(broker.Url);
            await traffic.ReceiveAsync(200);
            await using var strace = await Strace.AttachAsync(broker.ProcessId, calls, "error=EIO");
            Assert.AreEqual(1, await broker.ExitCodeAsync(), broker.Output);
            await publishing;
            Assert.ContainsSingle(line => line.Contains("broker.db'", StringComparison.Ordinal), broker.Output.Split('\n'));
            Assert.DoesNotContain("   at ", broker.Output, "No stack trace.");
            TestContext.WriteLine($"{traffic.Acknowledged.Count} acknowledged, then {string.Join(", ", traffic.Endings)}");
        }

        await using var next = await RunningBroker.StartInAsync(folder);
        traffic.Verify(await Log.ReadAsync(next.Url));
        await traffic.RunAsync(next.Url, messagesMax: 2);
        Assert.IsEmpty(traffic.Endings);
        traffic.Verify(await Log.ReadAsync(next.Url));
        Directory.Delete(folder, recursive: true);
    }
}
