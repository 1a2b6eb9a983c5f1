using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Original;

/// <summary>A publisher and its subscribers, all of them sockets that send and receive without waiting for answers.</summary>
internal sealed class LabStream : IDisposable
{
    private const int PayloadBytes = 100;
    private readonly RawSocket _publisher;
    private readonly Audience _audience;
    private readonly byte[] _batch;

    private LabStream(RawSocket publisher, Audience audience, string topic)
    {
        _publisher = publisher;
        _audience = audience;
        _batch = LabFrame.Batch(topic, PayloadBytes);
    }

    public static async Task<LabStream> OpenAsync(int port, int subscribers)
    {
        var topic = $"/to-{subscribers}";
        var audience = new Audience(subscribers);
        foreach (var tally in audience.Tallies)
        {
            var socket = await ConnectAsync(port);
            audience.Add(socket);
            await socket.SendAsync(LabFrame.Subscribe(topic));
            await socket.ReceiveUntilAsync(LabFrame.List);
            _ = socket.ReceiveAsync(tally.Add);
        }

        return new LabStream(await ConnectAsync(port), audience, topic);
    }

    public Task<Run> RunAsync(ServerProcess server) => _audience.RunAsync(server, PublishAsync);

    public void Dispose()
    {
        _publisher.Dispose();
        _audience.Dispose();
    }

    private Task PublishAsync(long first)
    {
        NumberedPayload.Renumber(_batch, first);
        return _publisher.SendAsync(_batch);
    }

    private static async Task<RawSocket> ConnectAsync(int port)
    {
        var socket = await RawSocket.ConnectAsync(port);
        await socket.SendAsync(LabFrame.Hello);
        return socket;
    }
}
