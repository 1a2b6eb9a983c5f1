using Microsoft.AspNetCore.Builder;

namespace WcfBroker.Server.Endpoints;

internal static class OriginalEndpointExtensions
{
    public static void AddOriginalEndpoint(this WebApplicationBuilder builder)
    {
    }
}
