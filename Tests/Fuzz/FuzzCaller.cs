using WcfBroker.Server.Calls;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.Fuzz;

/// <summary>Whoever sent the input.</summary>
internal sealed class FuzzCaller(IServiceSession session) : ICaller
{
    public string? Identity => null;

    public string Address => "fuzz";

    public ISubscriberChannel? Channel => null;

    public CancellationToken Ended => session.Closed;

    public bool HasLeft => session.IsClosedByPeer;

    public void Abort(string reason) => session.Abort(reason);
}
