using Microsoft.AspNetCore.Routing;

namespace WcfBroker.Server.Endpoints;

/// <summary>Something that the HTTP endpoint serves. A host adds its own by registering more of these.</summary>
public interface IHttpRoutes
{
    void Map(IEndpointRouteBuilder routes);
}
