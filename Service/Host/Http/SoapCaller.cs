using System.Net;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.Host.Http;

/// <summary>One SOAP request as the service sees its caller.</summary>
internal sealed class SoapCaller(IServiceSession session) : ICaller
{
    public Identity? User { get; } = Identity.Of(session.User);

    public bool IsLocal => session.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    public string Address { get; } = $"soap {session.RemoteEndPoint}";

    public ISubscriberChannel? Channel => null;

    public CancellationToken Ended => session.Closed;

    public bool HasLeft => session.IsClosedByPeer;

    public void Abort(string reason) => session.Abort(reason);
}
