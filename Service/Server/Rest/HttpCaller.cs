using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Rest.Streams;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Http;

namespace WcfBroker.Server.Rest;

/// <summary>One HTTP request as the service sees its caller.</summary>
internal sealed partial class HttpCaller(HttpContext context, ILogger logger, EventStream? stream = null) : ICaller
{
    public Identity? User { get; } = Identity.Of(context.User);

    public bool IsLocal => Secrecy.IsLocal(context);

    public Protocol Protocol => Protocol.Http;

    public string Address { get; } = $"http {new IPEndPoint(context.Connection.RemoteIpAddress ?? IPAddress.None, context.Connection.RemotePort)}";

    public ISubscriberChannel? Channel => stream;

    public CancellationToken Ended => context.RequestAborted;

    /// <summary>Whether all has been said: the answer then ends by itself.</summary>
    public bool HasLeft => stream is { IsOver: true };

    public void Abort(string reason)
    {
        if (HasLeft || Ended.IsCancellationRequested)
            return;
        StreamEnded(logger, Address, reason);
        context.Abort();
    }

    [LoggerMessage(EventIds.StreamEnded, LogLevel.Information, "The stream of {Address} was ended: {Reason}")]
    private static partial void StreamEnded(ILogger logger, string address, string reason);
}
