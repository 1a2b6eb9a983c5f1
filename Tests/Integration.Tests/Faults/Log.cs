using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>What a subscriber is sent that wants all that is kept.</summary>
internal static class Log
{
    /// <summary>Reads until the newest message has come, or one with a sequence.</summary>
    public static async IAsyncEnumerable<Delivery> StreamAsync(string url, long? upTo = null)
    {
        await using var client = new WcfClient(url);
        var started = await client.Broker.SubscribeAsync("/", new SubscriptionOptions { Start = StartPositions.All });
        for (var last = 0L; last < (upTo ?? started.HeadSequence);)
        {
            var delivery = client.Recorder.Next();
            last = delivery.Sequence;
            yield return delivery;
        }
    }

    /// <inheritdoc cref="StreamAsync"/>
    public static async Task<List<Delivery>> ReadAsync(string url, long? upTo = null) => await StreamAsync(url, upTo).ToListAsync();
}
