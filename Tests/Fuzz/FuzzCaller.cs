using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.Fuzz;

/// <summary>Whoever sent the input.</summary>
internal sealed class FuzzCaller(IServiceSession session) : ICaller
{
    public Identity? User => null;

    public bool IsLocal => true;

    public string Address => "fuzz";

    public ISubscriberChannel? Channel => null;

    public CancellationToken Ended => session.Closed;

    public bool HasLeft => session.IsClosedByPeer;

    public void Abort(string reason) => session.Abort(reason);
}
