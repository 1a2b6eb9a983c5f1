using System.Xml;
using CoreWCF;
using CoreWCF.Channels;
using CoreWCF.Configuration;
using CoreWCF.Description;
using Microsoft.Extensions.Options;
using WcfBroker.Contracts;
using WcfBroker.Server;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;

namespace WcfBroker.Host.CoreWcf.Http;

/// <summary>The contracts without callbacks in SOAP, and their WSDL: SOAP 1.1 at the broker's address, SOAP 1.2 with WS-Addressing behind it.</summary>
internal sealed class SoapRoutes(
    IServiceBuilder services, ServiceMetadataBehavior metadata, IOptions<EndpointsOptions> endpoints, IOptions<WcfOptions> limits) : IHttpRoutes
{
    private const string Path = "/broker";
    private const string Soap12Path = Path + "/soap12";

    public void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = endpoints.Value.Http;
        if (endpoint.RequireUserName)
            throw new StartException("Endpoints:Http:RequireUserName is not offered by this host: SOAP clients log in as all others do over HTTP.");
        services.AddService<BrokerService>();

        // The longer path comes first: CoreWCF asks each endpoint whether the path begins with its own.
        AddEndpoints(Soap12(endpoint.Tls is not null), Soap12Path);
        AddEndpoints(Soap11(endpoint.Tls is not null), Path);
        metadata.HttpGetEnabled = endpoint.Tls is null;
        metadata.HttpsGetEnabled = endpoint.Tls is not null;
        metadata.HttpGetUrl = metadata.HttpsGetUrl = new Uri(Path, UriKind.Relative);
        var pipeline = routes.CreateApplicationBuilder();
        pipeline.UseServiceModel();
        routes.Map(Path + "/{**rest}", pipeline.Build()).WithMetadata(new MessageLogin());
        routes.MapGet("/", context =>
        {
            context.Response.Redirect(context.Request.PathBase + Path);
            return Task.CompletedTask;
        });
    }

    private void AddEndpoints(Binding binding, string path)
    {
        foreach (var contract in (Type[])[typeof(IPublisher), typeof(IPullSubscriber), typeof(IBrokerAdministration)])
            services.AddServiceEndpoint<BrokerService>(contract, binding, path);
    }

    // Who calls, the HTTP endpoint has found out for all that it serves.
    private BasicHttpBinding Soap11(bool isSecure)
    {
        var binding = new BasicHttpBinding(isSecure ? BasicHttpSecurityMode.Transport : BasicHttpSecurityMode.None)
        {
            MaxReceivedMessageSize = limits.Value.MessageBytesMax,
            MaxBufferSize = limits.Value.MessageBytesMax,
        };
        limits.Value.CopyTo(binding.ReaderQuotas);
        return binding;
    }

    private WSHttpBinding Soap12(bool isSecure)
    {
        var binding = new WSHttpBinding(isSecure ? SecurityMode.Transport : SecurityMode.None)
        {
            MaxReceivedMessageSize = limits.Value.MessageBytesMax,
            ReaderQuotas = new XmlDictionaryReaderQuotas(),
        };
        limits.Value.CopyTo(binding.ReaderQuotas);
        binding.Security.Transport.ClientCredentialType = HttpClientCredentialType.None;
        return binding;
    }
}
