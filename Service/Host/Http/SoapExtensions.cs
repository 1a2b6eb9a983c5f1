using WcfBroker.Host.Metadata;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Startup;
using WcfBroker.ServiceModel.Http;

namespace WcfBroker.Host.Http;

/// <summary>Adds SOAP, WSDL and the help page to the HTTP endpoint.</summary>
internal static class SoapExtensions
{
    public static void AddSoap(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<SoapEndpointOptions>(builder.Configuration, "Soap");
        builder.Services.AddSingleton<BrokerMetadata>();
        builder.Services.AddSingleton<HelpPage>();
        builder.Services.AddSingleton<IHttpRoutes, SoapRoutes>();
    }
}
