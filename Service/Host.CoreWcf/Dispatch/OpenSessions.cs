using System.Collections.Concurrent;
using CoreWCF;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>The sessions over net.tcp that have called, so that a stop can close them.</summary>
internal sealed class OpenSessions
{
    private readonly ConcurrentDictionary<IContextChannel, byte> _channels = [];

    /// <summary>Keeps a session until it ends.</summary>
    public void Add(IContextChannel channel)
    {
        _channels[channel] = 0;
        channel.Closed += (_, _) => _channels.TryRemove(channel, out byte _);
        channel.Faulted += (_, _) => _channels.TryRemove(channel, out byte _);
        if (channel.State is not CommunicationState.Opened)
            _channels.TryRemove(channel, out byte _);
    }

    public Task CloseAsync(CancellationToken cancellation) => Task.WhenAll(_channels.Keys.Select(channel => CloseAsync(channel, cancellation)));

    private static async Task CloseAsync(IContextChannel channel, CancellationToken cancellation)
    {
        try
        {
            // CoreWCF itself has begun to close it, and may then wait for longer than it is told.
            await channel.CloseAsync(cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CommunicationException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            channel.Abort();
        }
    }
}
