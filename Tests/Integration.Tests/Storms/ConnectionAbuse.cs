using System.Diagnostics;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Storms;

/// <summary>Strangers who open connections and nothing else: they cost little, and those who mean no harm are served. WCFBROKER_STORM=1 asks for the full numbers.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ConnectionAbuse
{
    private const long DripKibibytesMax = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(HealthyClient.NetTcp)]
    [DataRow(HealthyClient.Http)]
    [DataRow(HealthyClient.Original)]
    public async Task Connections_that_send_a_byte_a_second_cost_little_and_publishing_goes_on(string protocol)
    {
        Require(StormSize.Drips);
        await using var broker = await StartAsync(protocol, StormSize.Drips + 100);
        for (var i = 0; i < 5; i++)
            await HealthyClient.PublishAsync(broker, protocol);
        var before = ResidentKibibytes(broker);
        using var crowd = new Crowd(HealthyClient.EndpointOf(broker, protocol));
        await crowd.GrowAsync(StormSize.Drips);
        var (most, slowest, opening) = (before, TimeSpan.Zero, Opening(protocol));
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var i = 0; i < StormSize.DripSeconds; i++)
        {
            crowd.Drip(opening[i % opening.Length]);
            var time = Stopwatch.StartNew();
            await HealthyClient.PublishAsync(broker, protocol);
            slowest = time.Elapsed > slowest ? time.Elapsed : slowest;
            most = Math.Max(most, ResidentKibibytes(broker));
            await second.WaitForNextTickAsync();
        }

        Tell($"{protocol}: {crowd.Open()} of {crowd.Count} drip after {StormSize.DripSeconds} s; resident {before >> 10} MiB before, {(most - before) / 1024.0:N1} MiB more at most; the slowest healthy publish took {slowest.TotalMilliseconds:N0} ms");
        Assert.IsLessThan(DripKibibytesMax, most - before);
        Assert.AreEqual(StormSize.Drips, crowd.Open(), "The connections were not there all the time.");
    }

    [TestMethod]
    [DataRow(HealthyClient.NetTcp)]
    [DataRow(HealthyClient.Http)]
    [DataRow(HealthyClient.Original)]
    public async Task Of_silent_connections_as_many_are_kept_as_the_limit_says_and_when_they_go_others_are_let_in(string protocol)
    {
        Require(StormSize.Silent);
        await using var broker = await StartAsync(protocol, StormSize.ConnectionsMax);
        await HealthyClient.PublishAsync(broker, protocol);
        using (var crowd = new Crowd(HealthyClient.EndpointOf(broker, protocol)))
        {
            var time = Stopwatch.StartNew();
            await crowd.GrowAsync(StormSize.Silent);
            await UntilAsync(() => Task.FromResult(crowd.Open() <= StormSize.ConnectionsMax));
            var open = crowd.Open();
            Tell($"{protocol}: of {crowd.Count} silent connections {open} are open, {time.Elapsed.TotalSeconds:N1} s after the first; resident {ResidentKibibytes(broker) >> 10} MiB");
            Assert.IsGreaterThan(StormSize.ConnectionsMax * 9 / 10, open);

            // A connection that the broker has not yet seen end holds a place until it has.
            await UntilAsync(async () =>
            {
                await crowd.GrowAsync(1);
                return !await HealthyClient.TryPublishAsync(broker, protocol);
            });
        }

        await UntilAsync(() => HealthyClient.TryPublishAsync(broker, protocol));
    }

    [TestMethod]
    [DataRow(HealthyClient.NetTcp)]
    [DataRow(HealthyClient.Http)]
    [DataRow(HealthyClient.Original)]
    public async Task A_storm_of_connections_that_come_and_go_leaves_nothing_behind(string protocol)
    {
        await using var broker = await StartAsync(protocol, 4_096);
        await HealthyClient.PublishAsync(broker, protocol);
        var (files, before, published, refused) = (OpenFiles(broker), ResidentKibibytes(broker), 0, 0);
        using var crowd = new Crowd(HealthyClient.EndpointOf(broker, protocol));
        var time = Stopwatch.StartNew();
        var storm = crowd.ComeAndGoAsync(StormSize.Hasty, Opening(protocol));
        do
        {
            if (await HealthyClient.TryPublishAsync(broker, protocol))
                published++;
            else
                refused++;
        }
        while (!storm.IsCompleted);
        await storm;
        var took = time.Elapsed;
        await UntilAsync(() => Task.FromResult(OpenFiles(broker) <= files + 10));
        await HealthyClient.PublishAsync(broker, protocol);
        Tell($"{protocol}: {StormSize.Hasty} connections in {took.TotalSeconds:N1} s, {published} healthy publishes meanwhile and {refused} refused; resident {before >> 10} MiB before, {ResidentKibibytes(broker) >> 10} MiB after");
        Assert.IsGreaterThan(0, published);
        Assert.AreEqual(0, refused);
    }

    private static void Require(int connections)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("The memory of a process is read from /proc.");
        if (!StormSize.Fits(connections))
            Assert.Inconclusive($"This process may not open {connections} files: ulimit -n.");
    }

    // With limits that one address, from which all of a test comes, can reach.
    private static Task<RunningBroker> StartAsync(string protocol, int connectionsMax) => RunningBroker.StartAsync(
    [
        "--Storage:Kind=Memory", $"--{protocol}:ConnectionsMax={connectionsMax}", $"--{protocol}:ConnectionsPerAddressMax={connectionsMax * 2}",
        .. (string[])(protocol switch
        {
            HealthyClient.NetTcp when Programs.IsOtherHost => ["--NetTcp:PreambleDeadline=00:02:00"],
            HealthyClient.NetTcp => [$"--NetTcp:OpeningConnectionsMax={connectionsMax * 2}", "--NetTcp:PreambleDeadline=00:02:00"],
            HealthyClient.Http => ["--Http:HeadersTimeout=00:02:00"],
            _ => ["--Original:HandshakeDeadline=00:02:00"],
        }),
    ]);

    // What each protocol begins with, and does not come to an end.
    private static byte[] Opening(string protocol) => protocol switch
    {
        HealthyClient.NetTcp => [0, 1, 0, 1, 2, 2, 40, .. "net.tcp://localhost/broker"u8],
        HealthyClient.Http => [.. "GET /api/topics HTTP/1.1\r\nHost: loc"u8],
        _ => [.. "    9JSON"u8],
    };

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var patience = Stopwatch.StartNew(); !await isSo(); await timer.WaitForNextTickAsync())
            Assert.IsLessThan(Patience, patience.Elapsed);
    }

    private static long ResidentKibibytes(RunningBroker broker) => long.Parse(
        File.ReadLines($"/proc/{broker.ProcessId}/status").Single(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private static int OpenFiles(RunningBroker broker) => Directory.GetFiles($"/proc/{broker.ProcessId}/fd").Length;

    private void Tell(FormattableString line) => TestContext.WriteLine(FormattableString.Invariant(line));
}
