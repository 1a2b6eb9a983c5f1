using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Our net.tcp, as WCF clients speak it; a batch goes in one call, or each of its messages in a one-way call.</summary>
internal sealed class NetTcpWire(string url, bool isBatched) : Wire(new Uri(url).Port)
{
    public override Task<RawSocket> SubscribeAsync(string topic) => NetTcpAudience.SubscribeAsync(url, topic, CallbackOperations.OnMessages);

    protected override async Task<(RawSocket Socket, byte[] Batch)> OpenPublisherAsync(string topic, int payloadBytes, int batchMessages)
    {
        var socket = await OpenAsync(NetTcpFrame.Preamble(url), NetTcpFrame.PreambleAck);

        // The first call of a session brings the strings that later ones refer to; nobody has subscribed to its topic.
        var calls = new NetTcpCalls(url, payloadBytes);
        await socket.SendAsync(isBatched ? calls.PublishBatch("/first", 1) : calls.Post("/first"));
        return (socket, isBatched
            ? calls.PublishBatch(topic, batchMessages)
            : Batch(batchMessages, () => calls.Post(topic)));
    }
}
