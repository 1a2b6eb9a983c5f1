using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>A service at one net.tcp address. Add it to Kestrel with <c>ListenNetTcp</c>.</summary>
public sealed class NetTcpEndpoint
{
    /// <summary>Describes the endpoint; nothing is bound yet.</summary>
    /// <param name="address">For instance <c>net.tcp://localhost:8808/broker</c>. Port 0 takes a free port, known once the endpoint listens.</param>
    /// <param name="service">What is served.</param>
    /// <param name="options">The limits, or null for the defaults.</param>
    /// <param name="loggers">Where every closed connection leaves its reason.</param>
    /// <param name="time">The clock of deadlines and keep-alive, or null for the system's.</param>
    public NetTcpEndpoint(Uri address, ServiceDefinition service, NetTcpEndpointOptions? options, ILoggerFactory loggers, TimeProvider? time = null) =>
        throw new NotSupportedException();

    /// <summary>Where clients reach the service; with the port that was bound, once the endpoint listens.</summary>
    public Uri Address => throw new NotSupportedException();

    /// <summary>The connections served now, those in their preamble included.</summary>
    public int ConnectionCount => throw new NotSupportedException();

    /// <summary>Refuses new connections, lets running calls finish, then closes every session with an End record; what remains at cancellation is dropped.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
