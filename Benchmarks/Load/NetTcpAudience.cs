using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Load;

/// <summary>Subscribers over net.tcp.</summary>
internal static class NetTcpAudience
{
    /// <summary>Unmodified WCF clients.</summary>
    public static async Task<Audience> OfClientsAsync(string url, string topic, string callback, int subscribers)
    {
        var audience = new Audience(subscribers);
        foreach (var tally in audience.Tallies)
        {
            var client = new WcfConnection(url, new CountingCallback(tally.Add));
            audience.Add(client);
            await client.Broker.SubscribeAsync(topic, new SubscriptionOptions { Start = StartPositions.New, Callback = callback });
        }

        return audience;
    }

    /// <summary>Sockets that decode nothing.</summary>
    public static async Task<Audience> OfSocketsAsync(string url, string topic, string callback, int subscribers)
    {
        var audience = new Audience(subscribers);
        foreach (var tally in audience.Tallies)
        {
            var socket = await SubscribeAsync(url, topic, callback);
            audience.Add(socket);
            _ = socket.ReceiveAsync(tally.Add);
        }

        return audience;
    }

    /// <summary>A socket that has subscribed and has not read on yet.</summary>
    public static async Task<RawSocket> SubscribeAsync(string url, string topic, string callback)
    {
        var socket = await RawSocket.ConnectAsync(new Uri(url).Port);
        await socket.SendAsync(NetTcpFrame.Preamble(url));
        await socket.SendAsync(NetTcpSubscribe.Call(url, topic, callback));
        await socket.ReceiveUntilAsync(NetTcpSubscribe.Answer);
        return socket;
    }
}
