using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Faults;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Crash;

/// <summary>
/// The real broker, killed under load again and again: what it acknowledged to publishers is there, once and in order; what
/// subscribers acknowledged never comes again, and what comes again is marked.
/// </summary>
[TestClass]
public sealed class CrashLoop
{
    private const string KillsVariable = "WCFBROKER_KILLS";
    private const int TimeoutMilliseconds = 24 * 60 * 60 * 1_000;

    // All dead letters of as many kills as anyone waits for.
    private const string DeadLettersMax = "--Limits:DeadLettersPerSubscriptionMax=1000000";

    private readonly CrashLedger[] _ledgers = [new("shared", shared: true), new("alone", shared: false)];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(TimeoutMilliseconds)]
    public async Task What_was_acknowledged_survives_kill_minus_nine()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "20", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("wcfbroker-crash-").FullName;
        using var traffic = new Traffic(publishers: 4, bodyBytes: 100);
        for (var kill = 0; kill < kills; kill++)
        {
            await using var broker = await RunningBroker.StartInAsync(folder, DeadLettersMax);
            var consumers = await SubscribeAsync(broker.Url);
            var publishing = traffic.RunAsync(broker.Url);
            await traffic.ReceiveAsync(200);
            broker.Kill();
            await publishing;
            await EndAsync(consumers);
        }

        await using (var broker = await RunningBroker.StartInAsync(folder, DeadLettersMax))
        {
            await CheckConsumersAsync(broker.Url, traffic);
            traffic.Verify(await Log.ReadAsync(broker.Url, traffic.Acknowledged.Values.Max()));
        }

        TestContext.WriteLine($"{kills} kills, {traffic.Acknowledged.Count} acknowledged, 0 lost");
        foreach (var ledger in _ledgers)
            TestContext.WriteLine(ledger.ToString());
        Directory.Delete(folder, recursive: true);
    }

    // Two sessions of the shared subscription, one of the other.
    private async Task<CrashConsumer[]> SubscribeAsync(string url)
    {
        var consumers = new[] { _ledgers[0], _ledgers[0], _ledgers[1] }.Select(ledger => new CrashConsumer(url, ledger)).ToArray();
        foreach (var consumer in consumers)
            await consumer.SubscribeAsync("/traffic");
        return consumers;
    }

    private static async Task EndAsync(CrashConsumer[] consumers)
    {
        foreach (var consumer in consumers)
            await consumer.DisposeAsync();
    }

    private async Task CheckConsumersAsync(string url, Traffic traffic)
    {
        await using var administration = new PlainClient<IBrokerAdministration>(url);
        var consumers = await SubscribeAsync(url);
        while ((await administration.Broker.ListSubscriptionsAsync(null, 0)).Subscriptions.Any(one => one.Behind + one.InFlight + one.Waiting > 0))
            await Task.Yield();
        await EndAsync(consumers);
        foreach (var ledger in _ledgers)
            ledger.Check(traffic.Acknowledged.Keys, await DeadLettersAsync(administration, ledger.Subscription));
    }

    private static async Task<List<string>> DeadLettersAsync(PlainClient<IBrokerAdministration> administration, string subscription)
    {
        var ids = new List<string>();
        for (long? after = 0; after is not null;)
        {
            var page = await administration.Broker.ListDeadLettersAsync(subscription, after.Value, 0);
            ids.AddRange(page.Letters.Select(letter => letter.Message.Id!));
            after = page.Next;
        }

        return ids;
    }
}
