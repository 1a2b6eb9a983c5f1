using System.Net;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.Host;

/// <summary>A session of ServiceModel as the service sees its caller: over net.tcp, or one request of SOAP.</summary>
internal sealed class SessionCaller(IServiceSession session, Protocol protocol, ISubscriberChannel? channel = null) : ICaller
{
    public Identity? User { get; } = Identity.Of(session.User);

    public bool IsLocal => session.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    public Protocol Protocol => protocol;

    public string Address { get; } = $"{(protocol == Protocol.Soap ? "soap" : "net.tcp")} {session.RemoteEndPoint}";

    public ISubscriberChannel? Channel => channel;

    public CancellationToken Ended => session.Closed;

    public bool HasLeft => session.IsClosedByPeer;

    public void Abort(string reason) => session.Abort(reason);
}
