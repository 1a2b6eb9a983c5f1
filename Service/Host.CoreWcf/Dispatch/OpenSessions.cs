using System.Collections.Concurrent;
using CoreWCF;
using Microsoft.Extensions.Options;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>The sessions over net.tcp that have called, at most so many: CoreWCF neither counts nor limits them.</summary>
internal sealed class OpenSessions(IOptions<WcfOptions> options)
{
    private readonly ConcurrentDictionary<IContextChannel, byte> _channels = [];

    public int Count => _channels.Count;

    /// <summary>Keeps a session until it ends.</summary>
    /// <exception cref="ServerTooBusyException">There are too many.</exception>
    public void Add(IContextChannel channel)
    {
        if (Count >= options.Value.ConnectionsMax)
        {
            channel.Abort();
            throw new ServerTooBusyException($"There are {options.Value.ConnectionsMax} sessions, which is the limit.");
        }

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
