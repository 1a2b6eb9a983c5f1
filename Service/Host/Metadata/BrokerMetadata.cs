using Microsoft.Extensions.Options;
using WcfBroker.Contracts;
using WcfBroker.Host.Http;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.ServiceModel.Metadata;

namespace WcfBroker.Host.Metadata;

/// <summary>What tools are told of the broker: every contract at every endpoint that is switched on.</summary>
internal sealed class BrokerMetadata
{
    /// <summary>Where WS-MetadataExchange is served, behind the path of the broker.</summary>
    public const string ExchangePath = "/mex";

    private readonly IServiceProvider _services;

    public BrokerMetadata(IServiceProvider services, IOptions<EndpointsOptions> options)
    {
        _services = services;
        NetTcpSecurity = SecurityOf(options.Value.NetTcp);
        Service = new ServiceMetadata("BrokerService", ContractNamespace.Uri, [.. OverNetTcp(options.Value.NetTcp), .. OverHttp(options.Value.Http)]);
    }

    /// <summary>The contracts without callbacks, which HTTP can carry.</summary>
    public static IReadOnlyList<Type> CallableContracts { get; } = [typeof(IPublisher), typeof(IPullSubscriber), typeof(IBrokerAdministration)];

    public ServiceMetadata Service { get; }

    /// <summary>What protects net.tcp.</summary>
    public EndpointSecurity NetTcpSecurity { get; }

    /// <summary>The address of an endpoint; null if it is switched off. Its port is known once it listens.</summary>
    public Uri? AddressOf(string endpoint) =>
        _services.GetServices<IBrokerEndpoint>().FirstOrDefault(candidate => candidate.Name == endpoint) is { } found ? new Uri(found.Address) : null;

    private IEnumerable<MetadataEndpoint> OverNetTcp(EndpointOptions endpoint) => endpoint.Url is "" ? [] :
        from contract in CallableContracts.Prepend(typeof(IBroker))
        select new MetadataEndpoint(contract, EndpointProtocol.NetTcp, () => AddressOf(nameof(EndpointsOptions.NetTcp))!, SecurityOf(endpoint));

    private IEnumerable<MetadataEndpoint> OverHttp(EndpointOptions endpoint) => endpoint.Url is "" ? [] :
        from contract in CallableContracts
        from protocol in (EndpointProtocol[])[EndpointProtocol.Soap12, EndpointProtocol.Soap11]
        select new MetadataEndpoint(contract, protocol, () => new Uri(AddressOf(nameof(EndpointsOptions.Http))!, SoapRoutes.Path), SecurityOf(endpoint));

    private static EndpointSecurity SecurityOf(EndpointOptions endpoint) => endpoint switch
    {
        { Tls: null } => EndpointSecurity.None,
        { RequireUserName: true } => EndpointSecurity.UserName,
        { Tls.ClientCertificates: ClientCertificates.Require } => EndpointSecurity.ClientCertificate,
        _ => EndpointSecurity.Transport,
    };
}
