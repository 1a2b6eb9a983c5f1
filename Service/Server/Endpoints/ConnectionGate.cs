using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using WcfBroker.OriginalProtocol.Sessions;
using WcfBroker.Server.Tls;

namespace WcfBroker.Server.Endpoints;

/// <summary>What a connection of an endpoint passes first: the limits on how many there are, and TLS.</summary>
public sealed class ConnectionGate(int connectionsMax, int perAddressMax, int handshakesMax)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _connections;
    private int _handshakes;

    /// <summary>How many connections are open.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Closes connections that are too many as they are accepted.</summary>
    public void Use(IConnectionBuilder listen)
    {
        ArgumentNullException.ThrowIfNull(listen);
        listen.Use(next => connection => EnterAsync(next, connection));
    }

    /// <summary>Closes connections that are too many as they are accepted, and encrypts the others from their first byte; null for no TLS.</summary>
    internal void Use(ListenOptions listen, EndpointTls? tls)
    {
        Use(listen);
        if (tls is null)
            return;
        listen.Use(next => connection => CountHandshakeAsync(next, connection));
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(tls.Current()), HandshakeTimeout = tls.HandshakeDeadline });
        listen.Use(next => connection =>
        {
            EndHandshake(connection);
            return next(connection);
        });
    }

    private async Task EnterAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (!TryEnter(address))
        {
            connection.Abort();
            return;
        }

        try
        {
            KeepAlive.Enable(connection);
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Exit(address);
        }
    }

    private bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            var ofAddress = _byAddress.GetValueOrDefault(address);
            if (_connections >= connectionsMax || ofAddress >= perAddressMax)
                return false;
            _connections++;
            _byAddress[address] = ofAddress + 1;
            return true;
        }
    }

    private void Exit(IPAddress address)
    {
        lock (_lock)
        {
            _connections--;
            if (--_byAddress[address] == 0)
                _byAddress.Remove(address);
        }
    }

    private async Task CountHandshakeAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        connection.Items[this] = true;
        try
        {
            if (Interlocked.Increment(ref _handshakes) <= handshakesMax)
                await next(connection).ConfigureAwait(false);
            else
                connection.Abort();
        }
        finally
        {
            EndHandshake(connection);
        }
    }

    private void EndHandshake(ConnectionContext connection)
    {
        if (connection.Items.Remove(this))
            Interlocked.Decrement(ref _handshakes);
    }
}
