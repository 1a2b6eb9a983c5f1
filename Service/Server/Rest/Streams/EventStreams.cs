using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Sessions;

namespace WcfBroker.Server.Rest.Streams;

/// <summary>Subscriptions as streams of server-sent events: each is a session like any other, with its outbox and its limits.</summary>
internal sealed class EventStreams(SessionServices sessions, HttpEndpoint endpoint, IOptions<HttpOptions> options, ILogger<EventStreams> logger)
{
    public async Task RunAsync(HttpContext context)
    {
        var start = new StreamStart(context.Request);
        using var stream = new EventStream(context.Response.BodyWriter, sessions.Time, context.RequestAborted);
        var caller = new HttpCaller(context, logger, stream);
        await using var service = new BrokerService(sessions, caller);
        using var cut = endpoint.Stopping.Register(() => caller.Abort("the broker has stopped"));
        var topics = await SubscribeAsync(service, start, stream).ConfigureAwait(false);

        // A reader may be as slow as it likes: the outbox says what it misses.
        context.Features.Get<IHttpMinResponseDataRateFeature>()!.MinDataRate = null;
        context.Response.ContentType = "text/event-stream";
        await stream.BeginAsync(topics, withLast: start.OptionsFor(0, sessions.Storage.Epoch).Start == StartPositions.Last).ConfigureAwait(false);
        try
        {
            await stream.KeepAliveAsync(options.Value.StreamKeepAliveInterval).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stream.IsOver)
        {
            // The goodbye was the last event: the answer ends as it should.
        }
    }

    private async Task<List<SubscriptionInfo>> SubscribeAsync(BrokerService service, StreamStart start, EventStream stream)
    {
        var topics = new List<SubscriptionInfo>();
        try
        {
            for (var i = 0; i < start.Topics.Length; i++)
                topics.Add(await service.SubscribeAsync(start.Topics[i], start.OptionsFor(i, sessions.Storage.Epoch)).ConfigureAwait(false));
            return topics;
        }
        catch
        {
            // The stream never begins: its place is taken by the answer that says why.
            await stream.EndAsync().ConfigureAwait(false);
            throw;
        }
    }
}
