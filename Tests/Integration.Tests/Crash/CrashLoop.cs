using System.Collections.Concurrent;
using System.Globalization;
using System.ServiceModel;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
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
    private const int Publishers = 4;

    private readonly ConcurrentDictionary<string, long> _acknowledged = [];
    private readonly int[] _next = new int[Publishers];
    private readonly CrashLedger[] _ledgers = [new("shared", shared: true), new("alone", shared: false)];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(3_600_000)]
    public async Task What_was_acknowledged_survives_kill_minus_nine()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "20", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("wcfbroker-crash-").FullName;
        for (var kill = 0; kill < kills; kill++)
        {
            await using var broker = await RunningBroker.StartInAsync(folder);
            var consumers = await SubscribeAsync(broker.Url);
            var target = _acknowledged.Count + 200;
            var publishing = Enumerable.Range(0, Publishers).Select(publisher => PublishAsync(broker.Url, publisher)).ToArray();
            while (_acknowledged.Count < target)
                await Task.Yield();
            broker.Kill();
            await Task.WhenAll(publishing);
            await EndAsync(consumers);
        }

        await CheckAsync(folder);
        TestContext.WriteLine($"{kills} kills, {_acknowledged.Count} acknowledged, 0 lost");
        foreach (var ledger in _ledgers)
            TestContext.WriteLine(ledger.ToString());
        Directory.Delete(folder, recursive: true);
    }

    // One message at a time, each under its id until it is acknowledged: also the one whose outcome a crash left unknown.
    private async Task PublishAsync(string url, int publisher)
    {
        await using var client = new WcfClient(url);
        try
        {
            while (true)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{publisher}-{_next[publisher]}");
                var receipt = await client.Broker.PublishAsync(
                    $"/crash/{publisher}", new BrokerMessage { Id = id, Body = Encoding.UTF8.GetBytes(id) });
                _acknowledged[id] = receipt.Sequence;
                _next[publisher]++;
            }
        }
        catch (Exception exception) when (IsLost(exception))
        {
            TestContext.WriteLine($"Publisher {publisher} lost the broker at {_next[publisher]}: {exception.GetType().Name}");
        }
    }

    // Two sessions of the shared subscription, one of the other.
    private async Task<CrashConsumer[]> SubscribeAsync(string url)
    {
        var consumers = new[] { _ledgers[0], _ledgers[0], _ledgers[1] }.Select(ledger => new CrashConsumer(url, ledger)).ToArray();
        foreach (var consumer in consumers)
            await consumer.SubscribeAsync("/crash");
        return consumers;
    }

    private static async Task EndAsync(CrashConsumer[] consumers)
    {
        foreach (var consumer in consumers)
            await consumer.DisposeAsync();
    }

    private async Task CheckAsync(string folder)
    {
        await using var broker = await RunningBroker.StartInAsync(folder);
        var deadLetters = await CheckConsumersAsync(broker.Url);
        await using var client = new WcfClient(broker.Url);
        var started = await client.Broker.SubscribeAsync("/crash", new SubscriptionOptions { Start = StartPositions.All });
        var kept = client.Recorder.Next((int)started.HeadSequence - deadLetters, patienceSeconds: 30);
        var sequences = kept.ToDictionary(delivery => delivery.Id!, delivery => delivery.Sequence);

        Assert.HasCount(kept.Length, sequences, "Nothing is there twice.");
        foreach (var (id, sequence) in _acknowledged)
            Assert.AreEqual(sequence, sequences.GetValueOrDefault(id), $"Message {id} was acknowledged as {sequence}.");
        Assert.IsTrue(kept.All(delivery => Encoding.UTF8.GetString(delivery.Body!) == delivery.Id));
        foreach (var topic in kept.GroupBy(delivery => delivery.Topic))
        {
            CollectionAssert.AreEqual(
                Enumerable.Range(0, topic.Count()).ToArray(),
                topic.Select(delivery => int.Parse(delivery.Id!.Split('-')[1], CultureInfo.InvariantCulture)).ToArray());
        }
    }

    private async Task<int> CheckConsumersAsync(string url)
    {
        await using var administration = new PlainClient<IBrokerAdministration>(url);
        var consumers = await SubscribeAsync(url);
        while ((await administration.Broker.ListSubscriptionsAsync(null, 0)).Subscriptions.Any(one => one.Behind + one.InFlight + one.Waiting > 0))
            await Task.Yield();
        await EndAsync(consumers);
        var deadLetters = 0;
        foreach (var ledger in _ledgers)
        {
            var letters = await DeadLettersAsync(administration, ledger.Subscription);
            ledger.Check(_acknowledged.Keys, letters);
            deadLetters += letters.Count;
        }

        return deadLetters;
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

    private static bool IsLost(Exception exception) => exception is FaultException<BrokerFault> fault
        ? fault.Detail.Code is FaultCodes.ServerStopping or FaultCodes.OutcomeUnknown
        : exception is CommunicationException or TimeoutException or ObjectDisposedException;
}
