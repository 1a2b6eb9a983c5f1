using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Durable;

/// <summary>Sockets that publish calls encoded once, while they are told to go on.</summary>
internal sealed class RawPublishers : IDisposable
{
    private const long NumbersPerSocket = 10_000_000_000;

    private readonly RawPublisher[] _sockets;

    private RawPublishers(RawPublisher[] sockets, long numbersEnd) => (_sockets, NumbersEnd) = (sockets, numbersEnd);

    /// <summary>A number that is greater than those of their messages.</summary>
    public long NumbersEnd { get; }

    /// <summary>Each has made its calls once when it is connected.</summary>
    public static async Task<RawPublishers> ConnectAsync(string url, PublishCalls calls, int sockets, int window, long firstNumber = 0) => new(
        await Task.WhenAll(Enumerable.Range(0, sockets).Select(i => RawPublisher.ConnectAsync(url, calls, window, firstNumber + i * NumbersPerSocket))),
        firstNumber + sockets * NumbersPerSocket);

    public async Task<long> PublishAsync(Func<bool> goesOn) =>
        (await Task.WhenAll(_sockets.Select(socket => socket.PublishAsync(goesOn)))).Sum();

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }
}
