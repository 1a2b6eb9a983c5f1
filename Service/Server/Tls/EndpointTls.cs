using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Tls;

/// <summary>TLS of one endpoint, as its files have it: asked at each connection, it looks whether they have changed.</summary>
public sealed partial class EndpointTls
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly TlsOptions _options;
    private readonly string _section;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private volatile SslServerAuthenticationOptions _current;
    private string _stamp;
    private long _looked;

    private EndpointTls(TlsOptions options, string section, TimeProvider time, ILogger log)
    {
        (_options, _section, _time, _log) = (options, section, time, log);
        _looked = time.GetTimestamp();
        _stamp = Stamp();
        _current = Load();
    }

    /// <summary>How long a handshake may take.</summary>
    public TimeSpan HandshakeDeadline => _options.HandshakeDeadline;

    /// <summary>When the certificate in use ends.</summary>
    public DateTime CertificateEndsUtc => _current.ServerCertificateContext!.TargetCertificate.NotAfter.ToUniversalTime();

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">What it is called in the configuration.</param>
    /// <param name="time">The clock by which certificates expire.</param>
    /// <param name="loggers">Where refused certificates are told.</param>
    /// <returns>Null for an endpoint without TLS.</returns>
    /// <exception cref="StartException">A file cannot be used.</exception>
    public static EndpointTls? Create(EndpointOptions endpoint, string name, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Tls is { } options
            ? new(options, $"{EndpointsOptions.Section}:{name}:Tls", time, loggers.CreateLogger<EndpointTls>())
            : null;
    }

    /// <summary>The settings for a new connection.</summary>
    public SslServerAuthenticationOptions Current()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _looked)) >= LookInterval && _lock.TryEnter())
        {
            try
            {
                Look();
            }
            finally
            {
                _lock.Exit();
            }
        }

        return _current;
    }

    private void Look()
    {
        Volatile.Write(ref _looked, _time.GetTimestamp());
        var stamp = Stamp();
        if (stamp == _stamp)
            return;
        _stamp = stamp;
        try
        {
            _current = Load();
            LogReloaded(_log, _section);
        }
        catch (StartException unusable)
        {
            LogKept(_log, _section, Core.Errors.Printable.From(unusable.Message));
        }
    }

    private string Stamp() => string.Join(' ', new[] { _options.Certificate, _options.Key, _options.ClientCertificateAuthorities }
        .Where(path => path.Length > 0).Select(CertificateFile.Stamp));

    private SslServerAuthenticationOptions Load()
    {
        var certificate = ServerCertificate.Load(_options, _section, _time.GetUtcNow());
        var asksClients = _options.ClientCertificates != ClientCertificates.None;
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = asksClients,
            CertificateChainPolicy = asksClients ? ClientCertificateCheck.Policy(_options, _section) : null,
            RemoteCertificateValidationCallback = asksClients ? new ClientCertificateCheck(_options.ClientCertificates, _log).IsAccepted : null,
            // A resumed connection would be let in by a certificate that may since have lost its trust.
            AllowTlsResume = !asksClients,
        };
    }

    [LoggerMessage(EventIds.CertificateReloaded, LogLevel.Information, "{Section}: the certificate has changed and is used from now on")]
    private static partial void LogReloaded(ILogger log, string section);

    [LoggerMessage(EventIds.CertificateKept, LogLevel.Warning, "{Section}: the changed files are passed over, and the certificate from before is kept: {Reason}")]
    private static partial void LogKept(ILogger log, string section, string reason);
}
