using Microsoft.Extensions.Options;
using WcfBroker.Contracts;
using WcfBroker.Core.Sessions;
using WcfBroker.Host.Metadata;
using WcfBroker.Server;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Sessions;
using WcfBroker.Server.Tls;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.Host.NetTcp;

/// <summary>The contract over net.tcp, carried by the host of ServiceModel.</summary>
internal sealed class NetTcpBrokerEndpoint : IBrokerEndpoint
{
    private readonly CallbackEncoding _callbacks;
    private readonly EndpointTls? _tls;

    public NetTcpBrokerEndpoint(
        SessionServices sessions,
        BrokerMetadata metadata,
        IOptions<EndpointsOptions> endpoints,
        IOptions<NetTcpEndpointOptions> limits,
        ILoggerFactory loggers,
        TimeProvider time,
        ICredentialValidator users)
    {
        // The names that publishers and subscribers need most come first: clients keep only some.
        var service = ServiceDefinition.Create(
            session => new BrokerService(sessions, new SessionCaller(session, Protocol.NetTcp, ChannelTo(session))),
            typeof(IPublisher),
            typeof(IBroker),
            typeof(IPullSubscriber),
            typeof(IBrokerAdministration));
        _callbacks = new CallbackEncoding(service.Callbacks!);
        PublishEncoding.Use(service, sessions.Loop.Limits);
        limits.Value.KeepAlive = KeepAliveAsync;
        _tls = EndpointTls.Create(endpoints.Value.NetTcp, "NetTcp", time, loggers);
        limits.Value.Tls = _tls is null ? null : _tls.Current;
        limits.Value.Credentials.Validator = users;
        limits.Value.Credentials.RequireUserName = endpoints.Value.NetTcp.RequireUserName;
        Purpose = $"WCF clients: NetTcpBinding, security mode {ModeOf(limits.Value)}";
        Listener = new NetTcpEndpoint(new Uri(endpoints.Value.NetTcp.Url), service, limits.Value, loggers, time);
        Listener.Add(Listener.Address.AbsolutePath.TrimEnd('/') + BrokerMetadata.ExchangePath, metadata.Service.Exchange);
    }

    public NetTcpEndpoint Listener { get; }

    public string Name => "NetTcp";

    public string Address => Listener.Address.AbsoluteUri;

    public string Purpose { get; }

    public int Connections => Listener.ConnectionCount;

    public DateTime? CertificateEndsUtc => _tls?.CertificateEndsUtc;

    public Task StopAsync(CancellationToken cancellation) => Listener.StopAsync(cancellation);

    private static string ModeOf(NetTcpEndpointOptions options) => options switch
    {
        { Credentials.RequireUserName: true } => "TransportWithMessageCredential",
        { Tls: not null } => "Transport",
        _ => "None",
    };

    private EncodedChannel? ChannelTo(IServiceSession session) => session.Callback is { } callback ? new EncodedChannel(callback, _callbacks) : null;

    private ValueTask KeepAliveAsync(IServiceSession session) => ChannelTo(session)!.KeepAliveAsync();
}
