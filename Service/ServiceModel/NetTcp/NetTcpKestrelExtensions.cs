using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Adds net.tcp endpoints to Kestrel.</summary>
public static class NetTcpKestrelExtensions
{
    /// <summary>
    /// Serves the endpoint. The host <c>localhost</c> means both loopback addresses, as far as the machine has them; an IP address means itself;
    /// any other name means all addresses. The port is bound by this call, so <see cref="NetTcpEndpoint.Address"/> is final afterwards.
    /// </summary>
    public static void ListenNetTcp(this KestrelServerOptions kestrel, NetTcpEndpoint endpoint) => throw new NotSupportedException();
}
