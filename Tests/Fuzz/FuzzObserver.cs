using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;

namespace WcfBroker.Fuzz;

/// <summary>Whoever looks at what inputs have done.</summary>
internal sealed class FuzzObserver : ICaller
{
    public Identity? User => null;

    public bool IsLocal => true;

    public string Address => "observer";

    public ISubscriberChannel? Channel => null;

    public CancellationToken Ended => CancellationToken.None;

    public bool HasLeft => false;

    public void Abort(string reason) => throw new InvalidOperationException(reason);
}
