using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// A service at one net.tcp address, and others at further paths of its port. Add it to Kestrel with
/// <see cref="NetTcpKestrelExtensions.ListenNetTcp"/>.
/// </summary>
public sealed partial class NetTcpEndpoint : IDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);

    private readonly EndpointRuntime _runtime;
    private readonly ActiveCount _connections = new();
    private readonly ActiveCount _opening = new();
    private readonly AddressCount _addresses = new();
    private readonly ConcurrentDictionary<NetTcpSession, byte> _sessions = new();
    private readonly ConcurrentDictionary<string, EndpointRuntime> _byPath = new();
    private readonly ITimer _watch;
    private volatile bool _isStopping;

    /// <summary>Describes the endpoint; nothing is bound yet.</summary>
    /// <param name="address">
    /// For instance <c>net.tcp://localhost:8808/broker</c>. Port 0 takes a free port, known once the endpoint listens.
    /// </param>
    /// <param name="service">What is served.</param>
    /// <param name="options">The limits, or null for the defaults.</param>
    /// <param name="loggers">Where every closed connection leaves its reason.</param>
    /// <param name="time">The clock of deadlines and keep-alive, or null for the system's.</param>
    public NetTcpEndpoint(
        Uri address, ServiceDefinition service, NetTcpEndpointOptions? options, ILoggerFactory loggers, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(service);
        if (!address.IsAbsoluteUri || address.Scheme != "net.tcp")
            throw new ArgumentException($"{address} is not a net.tcp address.", nameof(address));
        options ??= new();
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        Validator.ValidateObject(options.Credentials, new(options.Credentials), validateAllProperties: true);
        if (options is { Credentials.RequireUserName: true, Tls: null })
            throw new ArgumentException("Names and passwords are not sent without TLS: RequireUserName needs Tls.", nameof(options));
        Address = address;
        _runtime = EndpointRuntime.Create(service, options, loggers.CreateLogger<NetTcpEndpoint>(), time ?? TimeProvider.System);
        _byPath[Path(address)] = _runtime;
        var interval = TimeSpan.FromTicks(Math.Min(WatchInterval.Ticks, _runtime.Options.KeepAliveInterval.Ticks));
        _watch = _runtime.Time.CreateTimer(_ => WatchSessions(), null, interval, interval);
    }

    /// <summary>Where clients reach the service; with the port that was bound, once the endpoint listens.</summary>
    public Uri Address { get; private set; }

    /// <summary>The connections served now, those in their preamble included.</summary>
    public int ConnectionCount => _connections.Value;

    internal NetTcpEndpointOptions Options => _runtime.Options;

    /// <summary>Serves another service at another path of the same port, within the same limits.</summary>
    /// <param name="path">For instance <c>/broker/mex</c>.</param>
    /// <param name="service">What is served there.</param>
    /// <exception cref="ArgumentException">Something is served at the path.</exception>
    public void Add(string path, ServiceDefinition service)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (!_byPath.TryAdd(Path(new(Address, path)), _runtime.For(service)))
            throw new ArgumentException($"{path} is taken.", nameof(path));
    }

    /// <summary>
    /// Refuses new connections, lets running calls finish, then closes every session with an End record; what remains at cancellation
    /// is dropped.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        await Task.WhenAll(_sessions.Keys.Select(s => s.CloseAsync(cancellationToken))).ConfigureAwait(false);
        await _connections.WhenIdleAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the care for idle sessions; connections end with the server.</summary>
    public void Dispose() => _watch.Dispose();

    internal void Bound(int port)
    {
        Address = new UriBuilder(Address) { Port = port }.Uri;
        LogListening(_runtime.Log, Address);
    }

    /// <summary>Serves one connection to its end.</summary>
    internal async Task ServeAsync(ConnectionContext connection)
    {
        if (Enter(connection.RemoteEndPoint) is { } reason)
        {
            LogRefused(_runtime.Log, connection.ConnectionId, connection.RemoteEndPoint, reason);
            connection.Abort();
            return;
        }

        var isOpening = 1;
        try
        {
            if (await OpenAsync(connection).ConfigureAwait(false) is { } via)
                await ServeAsync(connection, via, Opened).ConfigureAwait(false);
        }
        finally
        {
            Opened();
            if (connection.Transport is TlsTransport tls)
                await tls.CloseAsync(connection, Options.CloseDeadline, _runtime.Time).ConfigureAwait(false);
            _addresses.Exit(connection.RemoteEndPoint);
            _connections.Exit();
        }

        void Opened()
        {
            if (Interlocked.Exchange(ref isOpening, 0) == 1)
                _opening.Exit();
        }
    }

    // Returns why not.
    private string? Enter(EndPoint? remote)
    {
        if (_isStopping)
            return "the server stops";
        if (!_connections.TryEnter(Options.ConnectionsMax))
            return $"{Options.ConnectionsMax} connections are open (ConnectionsMax)";
        if (!_addresses.TryEnter(remote, Options.ConnectionsPerAddressMax))
        {
            _connections.Exit();
            return $"{Options.ConnectionsPerAddressMax} connections of its address are open (ConnectionsPerAddressMax)";
        }

        if (_opening.TryEnter(Options.OpeningConnectionsMax))
            return null;
        _addresses.Exit(remote);
        _connections.Exit();
        return $"{Options.OpeningConnectionsMax} connections are still opening (OpeningConnectionsMax)";
    }

    private async Task ServeAsync(ConnectionContext connection, Uri via, Action opened)
    {
        using var session = new NetTcpSession(connection, via, _byPath[Path(via)], opened);
        _sessions.TryAdd(session, 0);
        var lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        await using var closing = lifetime?.ConnectionClosedRequested.Register(() => _ = CloseWithinDeadlineAsync(session)) ?? default;
        try
        {
            await session.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _sessions.TryRemove(session, out _);
        }
    }

    private async Task CloseWithinDeadlineAsync(NetTcpSession session)
    {
        using var deadline = new CancellationTokenSource(Options.CloseDeadline, _runtime.Time);
        await session.CloseAsync(deadline.Token).ConfigureAwait(false);
    }

    private async Task<Uri?> OpenAsync(ConnectionContext connection)
    {
        using var deadline = new CancellationTokenSource(Options.PreambleDeadline, _runtime.Time);
        try
        {
            if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
                TcpSettings.Apply(socket, Options);
            var input = connection.Transport.Input;
            var preamble = await PreambleReceiver.ReceiveAsync(input, Options.ViaBytesMax, deadline.Token).ConfigureAwait(false);
            var via = FindVia(preamble.Via);
            await UpgradeAsync(connection, preamble.Upgrade, deadline.Token).ConfigureAwait(false);
            SessionFrame.WriteRecord(connection.Transport.Output, FramingRecord.PreambleAck);
            await connection.Transport.Output.FlushAsync(deadline.Token).ConfigureAwait(false);
            return via;
        }
        catch (FramingException broken)
        {
            LogPreambleFailed(_runtime.Log, connection.ConnectionId, connection.RemoteEndPoint, LogText.Escape(broken.Message));
            if (broken.Fault is { } fault)
                await FaultSender.SendAsync(connection, token => WriteFaultAsync(connection, fault, token), _runtime).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            LogPreambleFailed(_runtime.Log, connection.ConnectionId, connection.RemoteEndPoint, "no whole preamble within the deadline (PreambleDeadline)");
            connection.Abort();
        }
        catch (AuthenticationException refused)
        {
            LogPreambleFailed(
                _runtime.Log, connection.ConnectionId, connection.RemoteEndPoint,
                LogText.Escape($"the TLS handshake failed: {(refused.InnerException ?? refused).Message}"));
            connection.Abort();
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            LogPreambleFailed(_runtime.Log, connection.ConnectionId, connection.RemoteEndPoint, LogText.Escape(broken.Message));
        }

        return null;
    }

    private async Task UpgradeAsync(ConnectionContext connection, string? upgrade, CancellationToken cancellationToken)
    {
        if (Options.Tls is null && upgrade is null)
            return;
        if (upgrade is null)
            throw new FramingException("a session without TLS, which is required", FramingFault.UpgradeInvalid);
        if (Options.Tls is null || upgrade != Preamble.TlsUpgrade)
            throw new FramingException($"a request to upgrade the connection to {upgrade}, which is not served", FramingFault.UpgradeInvalid);
        SessionFrame.WriteRecord(connection.Transport.Output, FramingRecord.UpgradeResponse);
        await connection.Transport.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        await TlsTransport.AcceptAsync(connection, Options.Tls(), cancellationToken).ConfigureAwait(false);
        if (await PreambleReceiver.ReceiveNextAsync(connection.Transport.Input, cancellationToken).ConfigureAwait(false) is { } second)
            throw new FramingException($"a request to upgrade the connection again, to {second}", FramingFault.UpgradeInvalid);
    }

    private static async Task WriteFaultAsync(ConnectionContext connection, string fault, CancellationToken cancellationToken)
    {
        FaultRecord.Write(connection.Transport.Output, fault);
        await connection.Transport.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private Uri FindVia(string via)
    {
        if (Uri.TryCreate(via, UriKind.Absolute, out var uri) && uri.Scheme == Address.Scheme && _byPath.ContainsKey(Path(uri)))
            return uri;
        throw new FramingException($"the address {via}, which is not served", FramingFault.EndpointNotFound);
    }

    private static string Path(Uri uri) => uri.AbsolutePath.TrimEnd('/').ToUpperInvariant();

    private void WatchSessions()
    {
        foreach (var session in _sessions.Keys)
            session.Watch();
    }
}
