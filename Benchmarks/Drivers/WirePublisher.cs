using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Sends one encoded batch again and again, each time with other numbers; what is answered is dropped.</summary>
internal sealed class WirePublisher : IBatchPublisher
{
    private readonly RawSocket _socket;
    private readonly byte[] _batch;

    public WirePublisher(RawSocket socket, byte[] batch)
    {
        (_socket, _batch) = (socket, batch);
        _ = socket.ReceiveAsync(_ => { });
    }

    public Task PublishAsync(long first)
    {
        NumberedPayload.Renumber(_batch, first);
        return _socket.SendAsync(_batch);
    }

    public void Dispose() => _socket.Dispose();
}
