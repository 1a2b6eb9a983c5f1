using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Ours with SOAP over HTTP for publishers, a batch in one call or a call for each of its messages, and net.tcp for subscribers.</summary>
internal sealed class SoapWire(string url, string netTcpUrl, bool isBatched) : IDriver
{
    private readonly NetTcpWire _subscribers = new(netTcpUrl, isBatched: true);

    public Task<IDisposable> SubscribeAsync(string topic, Action<long> received) => ((IDriver)_subscribers).SubscribeAsync(topic, received);

    public async Task<IBatchPublisher> PublisherAsync(string topic, int payloadBytes, int batchMessages)
    {
        var socket = await RawSocket.ConnectAsync(new Uri(url).Port);
        return isBatched
            ? new SoapPublisher(socket, new SoapCall(topic, payloadBytes, batchMessages), calls: 1)
            : new SoapPublisher(socket, new SoapCall(topic, payloadBytes), calls: batchMessages);
    }
}
