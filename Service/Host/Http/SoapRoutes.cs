using Microsoft.Extensions.Options;
using WcfBroker.Core.Sessions;
using WcfBroker.Host.Metadata;
using WcfBroker.Server;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Sessions;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Http;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.Host.Http;

/// <summary>The contracts without callbacks in SOAP, and at the same address what tools and people want to know of them.</summary>
internal sealed class SoapRoutes(
    SessionServices sessions,
    BrokerMetadata metadata,
    HelpPage help,
    ICredentialValidator users,
    IOptions<EndpointsOptions> endpoints,
    IOptions<SoapEndpointOptions> options) : IHttpRoutes
{
    /// <summary>Where the broker is, behind the host.</summary>
    public const string Path = "/broker";

    public void Map(IEndpointRouteBuilder routes)
    {
        var service = ServiceDefinition.Create(session => new BrokerService(sessions, new SessionCaller(session, Protocol.Soap)), [.. BrokerMetadata.CallableContracts]);
        var soap = options.Value;
        soap.MetadataPages = ShowAsync;
        soap.Credentials.Validator = users;
        soap.Credentials.RequireUserName = endpoints.Value.Http.RequireUserName;
        routes.MapSoap(Path, service, soap).WithMetadata(new MessageLogin());
        routes.MapSoap(Path + BrokerMetadata.ExchangePath, metadata.Service.Exchange).WithMetadata(new MessageLogin());
        routes.MapGet("/", context =>
        {
            context.Response.Redirect(context.Request.PathBase + Path);
            return Task.CompletedTask;
        });
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (!await metadata.Service.TryWriteAsync(context).ConfigureAwait(false))
            await help.WriteAsync(context).ConfigureAwait(false);
    }
}
