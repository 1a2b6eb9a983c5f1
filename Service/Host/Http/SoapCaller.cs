using WcfBroker.Server.Calls;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.Host.Http;

/// <summary>One SOAP request as the service sees its caller.</summary>
internal sealed class SoapCaller(IServiceSession session) : ICaller
{
    public string? Identity => null;

    public string Address { get; } = $"soap {session.RemoteEndPoint}";

    public ISubscriberChannel? Channel => null;

    public CancellationToken Ended => session.Closed;

    public bool HasLeft => session.IsClosedByPeer;

    public void Abort(string reason) => session.Abort(reason);
}
