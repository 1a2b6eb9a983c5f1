using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Rest.Streams;
using WcfBroker.Server.Sessions;
using static WcfBroker.Server.Mapping.SubscriptionMapping;

namespace WcfBroker.Server.Rest;

/// <summary>The broker in plain HTTP: publish with POST, look with GET, receive as server-sent events.</summary>
internal sealed class RestRoutes(SessionServices sessions, EventStreams streams, ILogger<RestRoutes> logger) : IHttpRoutes
{
    private const string Description = "WcfBroker.Server.Rest.openapi.json";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/openapi.json", Call(DescribeAsync));
        routes.MapGet("/api/topics", Call(ListAsync));
        routes.MapGet($"{TopicPath.Prefix}{{**rest}}", Call(GetLastAsync));
        routes.MapPost($"{TopicPath.Prefix}{{**rest}}", Call(PublishAsync));
        routes.MapGet("/api/subscribe", Call(streams.RunAsync));
    }

    private RequestDelegate Call(Func<HttpContext, Task> call) => context => RestCall.RunAsync(context, logger, () => call(context));

    private BrokerService ServiceFor(HttpContext context) => new(sessions, new HttpCaller(context, logger));

    private static async Task DescribeAsync(HttpContext context)
    {
        context.Response.ContentType = ContentTypes.Json;
        await using var description = typeof(RestRoutes).Assembly.GetManifestResourceStream(Description)!;
        await description.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request, "prefix", "after", "count");
        await using var service = ServiceFor(context);
        var page = await service.ListTopicsAsync(query.Text("prefix"), query.Text("after"), query.Number("count", 0)).ConfigureAwait(false);
        await RestCall.WriteAsync(context, StatusCodes.Status200OK, page, RestJson.Default.TopicPage).ConfigureAwait(false);
    }

    private async Task GetLastAsync(HttpContext context)
    {
        if (TopicPath.Parse(context, "/last") is not { } topic)
        {
            await NotFoundAsync(context).ConfigureAwait(false);
            return;
        }

        _ = new QueryReader(context.Request);
        await using var service = ServiceFor(context);
        if (await service.GetLastMessageAsync(topic).ConfigureAwait(false) is not { } last)
        {
            await RestCall.WriteAsync(context, new Problem(StatusCodes.Status404NotFound, "NoMessage", "The topic has no last message.")).ConfigureAwait(false);
            return;
        }

        MessageHeaders.Write(last, context.Response);
        context.Response.ContentLength = last.Body?.Length ?? 0;
        await context.Response.Body.WriteAsync(last.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task PublishAsync(HttpContext context)
    {
        if (TopicPath.Parse(context, "/messages") is not { } topic)
        {
            await NotFoundAsync(context).ConfigureAwait(false);
            return;
        }

        _ = new QueryReader(context.Request);
        var message = MessageHeaders.Read(context.Request.Headers);
        message.Body = await ReadBodyAsync(context).ConfigureAwait(false);
        await using var service = ServiceFor(context);
        var receipt = await service.PublishAsync(topic, message).ConfigureAwait(false);
        var status = receipt.Duplicate ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        await RestCall.WriteAsync(context, status, receipt, RestJson.Default.PublishReceipt).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.Headers.ContentEncoding is { Count: > 0 } encoding)
            throw Invalid("Content-Encoding", "The body is taken as it is: send it without an encoding.", encoding);
        var limits = sessions.Loop.Limits;
        if (context.Request.ContentLength is { } length && length > limits.PayloadBytesMax)
            throw new BrokerException(BrokerError.PastLimit("The payload is too large.", "message.body", limits.PayloadBytesMax, length, "bytes"));
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = limits.PayloadBytesMax;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return body.ToArray();
    }

    private static Task NotFoundAsync(HttpContext context) =>
        RestCall.WriteAsync(context, new Problem(StatusCodes.Status404NotFound, "NotFound", "There is nothing here: see /api/openapi.json."));
}
