using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>A broker's protocol as sockets speak it that encode once and decode nothing, so that the server's limit shows.</summary>
internal abstract class Wire(int port) : IDriver
{
    protected int Port => port;

    public async Task<IDisposable> SubscribeAsync(string topic, Action<long> received)
    {
        var socket = await SubscribeAsync(topic);
        _ = socket.ReceiveAsync(received);
        return socket;
    }

    public async Task<IBatchPublisher> PublisherAsync(string topic, int payloadBytes, int batchMessages)
    {
        var (socket, batch) = await OpenPublisherAsync(topic, payloadBytes, batchMessages);
        return new WirePublisher(socket, batch);
    }

    /// <summary>A socket that has subscribed, of which nothing has been received since.</summary>
    public abstract Task<RawSocket> SubscribeAsync(string topic);

    /// <summary>A socket that may publish, and what it sends.</summary>
    protected abstract Task<(RawSocket Socket, byte[] Batch)> OpenPublisherAsync(string topic, int payloadBytes, int batchMessages);

    /// <summary>Connects, says something, and waits for an answer.</summary>
    protected async Task<RawSocket> OpenAsync(ReadOnlyMemory<byte> said, ReadOnlyMemory<byte> answer)
    {
        var socket = await RawSocket.ConnectAsync(Port);
        await socket.SendAsync(said);
        await socket.ReceiveUntilAsync(answer);
        return socket;
    }

    /// <summary>A batch whose messages are encoded one by one.</summary>
    protected static byte[] Batch(int messages, Func<byte[]> encode) => [.. Enumerable.Range(0, messages).SelectMany(_ => encode())];
}
