using WcfBroker.Benchmarks.Drivers;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Sockets that publish what was encoded once, and wait for confirmations.</summary>
internal sealed class ConfirmedSockets(ConfirmedPublisher[] sockets) : IConfirming
{
    public async Task<long> PublishAsync(Func<bool> goesOn) => (await Task.WhenAll(sockets.Select(socket => socket.PublishAsync(goesOn)))).Sum();

    public void Dispose()
    {
        foreach (var socket in sockets)
            socket.Dispose();
    }
}
