using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Server.Options;
using WcfBroker.Server.Tls;

namespace WcfBroker.Server.Endpoints;

/// <summary>HTTP on Kestrel; what is served stands in the <see cref="IHttpRoutes"/>.</summary>
internal sealed class HttpEndpoint(
    IOptions<EndpointsOptions> endpoints, IOptions<HttpOptions> options, TimeProvider time, ILoggerFactory loggers) : IBrokerEndpoint, IDisposable
{
    private readonly Uri _url = new(endpoints.Value.Http.Url);
    private readonly EndpointTls? _tls = EndpointTls.Create(endpoints.Value.Http, "Http", time, loggers);
    private readonly ConnectionGate _gate = new(options.Value.ConnectionsMax, options.Value.ConnectionsPerAddressMax, options.Value.HandshakesMax);
    private readonly RequestHeadGate _headGate = new(options.Value, time);
    private readonly CancellationTokenSource _stopping = new();
    private ListenOptions? _listening;

    public string Name => "Http";

    public string Address => $"{_url.Scheme}://{_url.Host}:{_listening!.IPEndPoint!.Port}";

    public string Purpose => "SOAP tools and curl: start at /broker; REST at /api";

    public int Connections => _gate.Connections;

    public DateTime? CertificateEndsUtc => _tls?.CertificateEndsUtc;

    /// <summary>Cancelled when what has not ended by itself is to be cut off.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public void Listen(KestrelServerOptions kestrel) => kestrel.Listen(_url, listen =>
    {
        _listening ??= listen;
        listen.Protocols = HttpProtocols.Http1;
        _gate.Use(listen, _tls);
        _headGate.Use(listen);
    });

    public Task StopAsync(CancellationToken cancellation) => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();
}
