using System.Collections.Concurrent;
using System.Globalization;
using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Clients;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>
/// Publishers that send one message after the other, each under an id of its own until it is acknowledged: also the one
/// whose outcome a crash left unknown. What is acknowledged is remembered.
/// </summary>
internal sealed class Traffic(int publishers, int bodyBytes) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int[] _next = new int[publishers];
    private readonly SemaphoreSlim _receipts = new(0);

    public ConcurrentDictionary<string, long> Acknowledged { get; } = [];

    /// <summary>What ended the publishers of the last run: a fault code, or the name of an exception.</summary>
    public ConcurrentBag<string> Endings { get; } = [];

    /// <summary>Publishes until the broker refuses or is gone, or until each publisher has so many receipts.</summary>
    public async Task RunAsync(string url, int messagesMax = int.MaxValue)
    {
        Endings.Clear();
        await Task.WhenAll(Enumerable.Range(0, publishers).Select(publisher => PublishAsync(url, publisher, messagesMax)));
    }

    /// <summary>Waits for so many receipts more than were waited for before.</summary>
    public async Task ReceiveAsync(int receipts)
    {
        for (; receipts > 0; receipts--)
            Assert.IsTrue(await _receipts.WaitAsync(Patience), $"No receipt came. What ended publishers: {string.Join(", ", Endings)}");
    }

    /// <summary>Checks that all that was acknowledged is there, once, in its place, in order and with the right bytes.</summary>
    public void Verify(IReadOnlyCollection<Delivery> kept)
    {
        VerifyPrefix(kept);
        var sequences = kept.ToDictionary(delivery => delivery.Id!, delivery => delivery.Sequence);
        foreach (var (id, sequence) in Acknowledged)
            Assert.AreEqual(sequence, sequences.GetValueOrDefault(id), $"Message {id} was acknowledged as {sequence}.");
    }

    /// <summary>Checks that what is there is the beginning of what each publisher sent, once, in its place and with the right bytes.</summary>
    public void VerifyPrefix(IReadOnlyCollection<Delivery> kept)
    {
        VerifyWhole(kept);
        foreach (var topic in kept.GroupBy(delivery => delivery.Topic))
            CollectionAssert.AreEqual(Enumerable.Range(0, topic.Count()).ToArray(), topic.Select(delivery => NumberOf(delivery.Id!)).ToArray());
    }

    /// <summary>Checks of each message that is there that it was published so, and that it is there once.</summary>
    public void VerifyWhole(IReadOnlyCollection<Delivery> kept)
    {
        Assert.HasCount(kept.Count, kept.Select(delivery => delivery.Id).Distinct(), "Nothing is there twice.");
        foreach (var delivery in kept)
        {
            Assert.AreEqual(TopicOf(delivery.Id!), delivery.Topic);
            Assert.IsTrue(delivery.Body!.Length == bodyBytes && Body.IsWhole(delivery), $"Message {delivery.Id} has wrong bytes.");
            Assert.AreEqual(Acknowledged.GetValueOrDefault(delivery.Id!, delivery.Sequence), delivery.Sequence);
        }
    }

    public void Dispose() => _receipts.Dispose();

    private async Task PublishAsync(string url, int publisher, int messagesMax)
    {
        await using var client = new WcfClient(url);
        try
        {
            for (var sent = 0; sent < messagesMax; sent++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{publisher}-{_next[publisher]}");
                var receipt = await client.Broker.PublishAsync(TopicOf(id), new BrokerMessage { Id = id, Body = Body.Of(id, bodyBytes) });
                Acknowledged[id] = receipt.Sequence;
                _next[publisher]++;
                _receipts.Release();
            }
        }
        catch (FaultException<BrokerFault> fault)
        {
            Endings.Add(fault.Detail.Code);
        }
        catch (Exception lost) when (lost is CommunicationException or TimeoutException or InvalidOperationException)
        {
            Endings.Add(lost.GetType().Name);
        }
    }

    private static string TopicOf(string id) => $"/traffic/{id.Split('-')[0]}";

    private static int NumberOf(string id) => int.Parse(id.Split('-')[1], CultureInfo.InvariantCulture);
}
