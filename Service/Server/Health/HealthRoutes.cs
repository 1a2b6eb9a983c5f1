using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Health;

/// <summary>Whether the process lives, and whether the broker can do its work: for people and for what restarts it.</summary>
internal sealed class HealthRoutes(BrokerLoop loop, BrokerStorage storage, IHostApplicationLifetime lifetime, TimeProvider time) : IHttpRoutes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", context => AnswerAsync(context, null, "live")).AllowAnonymous();
        routes.MapGet("/health/ready", async context => await AnswerAsync(context, await WhyNotReadyAsync(context), "ready"));
    }

    private static Task AnswerAsync(HttpContext context, string? wrong, string well)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync($"{wrong ?? well}\n", context.RequestAborted);
    }

    private async Task<string?> WhyNotReadyAsync(HttpContext context)
    {
        try
        {
            var reply = new Reply<BrokerStatus>();
            loop.Post(new GetStatus(reply));
            await reply.Task.WaitAsync(Patience, time, context.RequestAborted).ConfigureAwait(false);
            return lifetime.ApplicationStopping.IsCancellationRequested ? "the broker is stopping"
                : storage.Store is { } store && storage.RoomBytes(store.Status) == 0 ? "the store has no room"
                : null;
        }
        catch (TimeoutException)
        {
            return "the broker does not answer";
        }
        catch (Exception exception) when (exception is BrokerException or StoreException)
        {
            return exception.Message;
        }
    }
}
