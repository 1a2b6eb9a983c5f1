using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Faults;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>The real broker, killed under load again and again: what it acknowledged is there, once and in order.</summary>
[TestClass]
public sealed class CrashLoop
{
    private const string KillsVariable = "WCFBROKER_KILLS";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(3_600_000)]
    public async Task What_was_acknowledged_survives_kill_minus_nine()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "20", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("wcfbroker-crash-").FullName;
        using var traffic = new Traffic(publishers: 4, bodyBytes: 10);
        for (var kill = 0; kill < kills; kill++)
        {
            await using var broker = await RunningBroker.StartInAsync(folder);
            var publishing = traffic.RunAsync(broker.Url);
            await traffic.ReceiveAsync(200);
            broker.Kill();
            await publishing;
        }

        await using (var broker = await RunningBroker.StartInAsync(folder))
            traffic.Verify(await Log.ReadAsync(broker.Url));
        TestContext.WriteLine($"{kills} kills, {traffic.Acknowledged.Count} acknowledged, 0 lost");
        Directory.Delete(folder, recursive: true);
    }
}
