using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Durable;

/// <summary>Sockets that publish calls encoded once, while they are told to go on.</summary>
internal sealed class RawPublishers : IDisposable
{
    private const string Topic = "/durable/raw";
    private const long NumbersPerSocket = 10_000_000_000;

    private readonly RawPublisher[] _sockets;

    private RawPublishers(RawPublisher[] sockets) => _sockets = sockets;

    /// <summary>A number that is greater than those of their messages.</summary>
    public long NumbersEnd => _sockets.Length * NumbersPerSocket;

    /// <summary>Each has published one message when it is connected.</summary>
    public static async Task<RawPublishers> ConnectAsync(string url, int sockets, int window, int bodyBytes) => new(
        await Task.WhenAll(Enumerable.Range(0, sockets).Select(i => RawPublisher.ConnectAsync(url, Topic, bodyBytes, window, i * NumbersPerSocket))));

    public async Task<long> PublishAsync(Func<bool> goesOn) =>
        (await Task.WhenAll(_sockets.Select(socket => socket.PublishAsync(goesOn)))).Sum();

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }
}
