using System.Net;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>One request of SOAP as the service sees its caller.</summary>
internal sealed class RequestCaller(HttpContext context) : ICaller
{
    public Identity? User { get; } = Identity.Of(context.User);

    public bool IsLocal => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    public Protocol Protocol => Protocol.Soap;

    public string Address { get; } = $"soap {new IPEndPoint(context.Connection.RemoteIpAddress ?? IPAddress.None, context.Connection.RemotePort)}";

    public ISubscriberChannel? Channel => null;

    public CancellationToken Ended => context.RequestAborted;

    public bool HasLeft => false;

    public void Abort(string reason) => context.Abort();
}
