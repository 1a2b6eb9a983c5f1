using System.Collections.Concurrent;
using System.Globalization;
using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Clients;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>
/// Many publishers on a few connections, each with a batch in flight at all times. Who is told that the server is busy comes
/// back with the same batch, as late as it was asked to.
/// </summary>
internal sealed class Flood(int connections, int publishersEach)
{
    public const int BatchMessages = 50;
    public const int BodyBytes = 4 << 10;

    private readonly ConcurrentDictionary<string, long> _acknowledged = [];
    private long _batches;
    private long _busy;

    /// <summary>Batches for which a receipt came.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Batches that were refused because the server was busy.</summary>
    public long Busy => Interlocked.Read(ref _busy);

    /// <summary>What ended publishers, besides the end of their connection.</summary>
    public ConcurrentBag<string> Faults { get; } = [];

    /// <summary>Publishes until the connections are lost.</summary>
    public Task RunAsync(string url) => Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ConnectAsync(url)));

    /// <summary>Checks that all that was acknowledged is there, once, in its place and with the right bytes.</summary>
    public async Task VerifyAsync(string url)
    {
        var sequences = new Dictionary<string, long>();
        await foreach (var delivery in Log.StreamAsync(url))
        {
            Assert.IsTrue(sequences.TryAdd(delivery.Id!, delivery.Sequence), $"Message {delivery.Id} is there twice.");
            Assert.IsTrue(delivery.Body!.Length == BodyBytes && Body.IsWhole(delivery), $"Message {delivery.Id} has wrong bytes.");
        }

        foreach (var (batch, first) in _acknowledged)
        {
            for (var i = 0; i < BatchMessages; i++)
                Assert.AreEqual(first + i, sequences.GetValueOrDefault(IdOf(batch, i)), $"Batch {batch} was acknowledged from {first} on.");
        }
    }

    private async Task ConnectAsync(string url)
    {
        await using var client = new WcfClient(url);
        await Task.WhenAll(Enumerable.Range(0, publishersEach).Select(_ => PublishAsync(client)));
    }

    private async Task PublishAsync(WcfClient client)
    {
        try
        {
            while (true)
            {
                var batch = Interlocked.Increment(ref _batches).ToString(CultureInfo.InvariantCulture);
                _acknowledged[batch] = await PublishAsync(client, Batch(batch));
            }
        }
        catch (FaultException<BrokerFault> fault)
        {
            Faults.Add(fault.Detail.Code);
        }
        catch (Exception lost) when (lost is CommunicationException or TimeoutException or ObjectDisposedException)
        {
            // The broker was killed.
        }
    }

    private async Task<long> PublishAsync(WcfClient client, TopicMessage[] batch)
    {
        while (true)
        {
            try
            {
                return (await client.Broker.PublishBatchAsync(batch)).Sequences[0];
            }
            catch (FaultException<BrokerFault> fault) when (fault.Detail is { Code: FaultCodes.ServerBusy, RetryAfter: { } wait })
            {
                Interlocked.Increment(ref _busy);
                await Task.Delay(wait, TimeProvider.System);
            }
        }
    }

    private static TopicMessage[] Batch(string batch) =>
    [
        .. Enumerable.Range(0, BatchMessages).Select(i => new TopicMessage
        {
            Topic = $"/flood/{i}",
            Message = new BrokerMessage { Id = IdOf(batch, i), Body = Body.Of(IdOf(batch, i), BodyBytes) },
        }),
    ];

    private static string IdOf(string batch, int i) => string.Create(CultureInfo.InvariantCulture, $"{batch}-{i}");
}
