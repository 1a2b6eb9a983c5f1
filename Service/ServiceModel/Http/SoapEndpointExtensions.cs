using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.ServiceModel;
using System.ServiceModel.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;

namespace WcfBroker.ServiceModel.Http;

/// <summary>Adds SOAP endpoints to an application.</summary>
public static class SoapEndpointExtensions
{
    /// <summary>
    /// Serves the service at one URL in SOAP 1.1 and 1.2, told apart by the content type. Each request is a session of its own.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">For instance <c>/broker</c>.</param>
    /// <param name="service">What is served; none of its contracts may have callbacks or require a session.</param>
    /// <param name="options">The limits, or null for the defaults.</param>
    /// <exception cref="UnsupportedContractException">A contract cannot be served over HTTP; the message names it.</exception>
    public static IEndpointConventionBuilder MapSoap(
        this IEndpointRouteBuilder endpoints, string pattern, ServiceDefinition service, SoapEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(service);
        options ??= new();
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        Validator.ValidateObject(options.Credentials, new(options.Credentials), validateAllProperties: true);
        foreach (var contract in service.Contracts)
            Check(contract);
        var log = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger<SoapEndpoint>();
        return endpoints.Map(pattern, new SoapEndpoint(service, options, log, endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System).ServeAsync).WithDisplayName($"SOAP {pattern}");
    }

    private static void Check(ContractDescription contract)
    {
        if (contract.CallbackContractType is not null)
            throw new UnsupportedContractException($"{contract.ContractType} has callbacks: it is served over net.tcp, not over HTTP.");
        if (contract.ContractType.GetCustomAttribute<ServiceContractAttribute>() is { SessionMode: SessionMode.Required })
            throw new UnsupportedContractException($"{contract.ContractType} requires a session: it is served over net.tcp, not over HTTP.");
    }
}
