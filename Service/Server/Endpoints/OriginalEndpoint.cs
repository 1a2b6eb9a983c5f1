using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.OriginalProtocol;
using WcfBroker.Server.Options;
using WcfBroker.Server.Tls;

namespace WcfBroker.Server.Endpoints;

/// <summary>The original protocol on Kestrel.</summary>
internal sealed class OriginalEndpoint(
    OriginalProtocolHandler handler, IOptions<EndpointsOptions> endpoints, IOptions<OriginalProtocolOptions> options, TimeProvider time, ILoggerFactory loggers) : IBrokerEndpoint
{
    private readonly Uri _url = new(endpoints.Value.Original.Url);
    private readonly EndpointTls? _tls = EndpointTls.Create(endpoints.Value.Original, "Original", time, loggers);
    // The handler counts all connections itself, and says when they are too many.
    private readonly ConnectionGate _gate = new(int.MaxValue, options.Value.ConnectionsPerAddressMax, options.Value.HandshakesMax);
    private ListenOptions? _listening;

    public string Name => "Original";

    public string Address => $"tcp://{_url.Host}:{_listening!.IPEndPoint!.Port}";

    public string Purpose => "the lab's clients: 5-byte frames, JSON or XML";

    public int Connections => _gate.Connections;

    public OriginalProtocolCounters Counters => handler.Counters;

    public DateTime? CertificateEndsUtc => _tls?.CertificateEndsUtc;

    public void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(_url, listen =>
        {
            _listening ??= listen;
            _gate.Use(listen, _tls);
            listen.Run(handler.OnConnectedAsync);
        });
    }

    // Kestrel asks each connection to end, and the handler then sends what it had promised.
    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
}
