using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Our net.tcp, as WCF clients speak it; a batch goes in one call, or each of its messages in a one-way call.</summary>
internal sealed class NetTcpWire(string url, bool isBatched) : Wire(new Uri(url).Port), ISubscribingMany
{
    public override Task<RawSocket> SubscribeAsync(string topic) => NetTcpAudience.SubscribeAsync(url, topic, CallbackOperations.OnMessages);

    public async Task<ManySubscriptions> OpenAsync(string topic)
    {
        // As below: the first call brings strings.
        var encoder = NetTcpFrame.CreateEncoder();
        var first = NetTcpSubscribe.Call(encoder, url, "/first-subscription", CallbackOperations.OnMessages);
        var socket = await OpenAsync((byte[])[.. NetTcpFrame.Preamble(url), .. first], NetTcpSubscribe.Answer);
        return new(socket, NetTcpSubscribe.Call(encoder, url, topic, CallbackOperations.OnMessages), CallNumbers: 1, NetTcpSubscribe.CallId, DeliveryNumbers: 2);
    }

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
