using System.Security.Claims;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;

namespace WcfBroker.Dashboard.Circuits;

/// <summary>An open page as the service sees its caller: who logged in when it was opened, for as long as that is valid.</summary>
internal sealed class CircuitCaller(ClaimsPrincipal user) : ICaller, IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    public Identity? User { get; } = Identity.Of(user);

    public bool IsLocal { get; } = user.FindFirst(CallerClaims.IsLocal)?.Value == bool.TrueString;

    public string Address { get; } = user.FindFirst(CallerClaims.Address)?.Value ?? "dashboard";

    public ISubscriberChannel? Channel => null;

    public CancellationToken Ended => _ended.Token;

    public bool HasLeft => false;

    /// <summary>Why the caller may not go on; null while it may.</summary>
    public string? AbortReason { get; private set; }

    public void Abort(string reason)
    {
        AbortReason = reason;
        _ended.Cancel();
    }

    public void Dispose() => _ended.Dispose();
}
