using System.Net;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.Host.NetTcp;

/// <summary>A net.tcp session as the service sees its caller.</summary>
internal sealed class NetTcpCaller(IServiceSession session, CallbackEncoding callbacks) : ICaller
{
    public Identity? User { get; } = Identity.Of(session.User);

    public bool IsLocal => session.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    public string Address { get; } = $"net.tcp {session.RemoteEndPoint}";

    public ISubscriberChannel? Channel { get; } = session.Callback is { } callback ? new EncodedChannel(callback, callbacks) : null;

    public CancellationToken Ended => session.Closed;

    public bool HasLeft => session.IsClosedByPeer;

    public void Abort(string reason) => session.Abort(reason);
}
