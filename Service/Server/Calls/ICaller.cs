using WcfBroker.Core.Sessions;
using WcfBroker.Server.Security;

namespace WcfBroker.Server.Calls;

/// <summary>All that the service sees of the WCF host: who calls, over which session, and the way back to it.</summary>
public interface ICaller
{
    /// <summary>Who calls; null for an anonymous caller.</summary>
    Identity? User { get; }

    /// <summary>Whether the caller is on this machine.</summary>
    bool IsLocal { get; }

    /// <summary>The name of who calls; null for an anonymous caller.</summary>
    string? Identity => User?.Name;

    /// <summary>How the caller is connected, for counts.</summary>
    Protocol Protocol => Protocol.Other;

    /// <summary>Where the caller is, for logs.</summary>
    string Address { get; }

    /// <summary>The way back to a caller with a duplex session; null for others.</summary>
    ISubscriberChannel? Channel { get; }

    /// <summary>Cancelled when the caller is gone, so that nobody waits on its behalf.</summary>
    CancellationToken Ended { get; }

    /// <summary>Whether the caller has ended its session itself, in an orderly way.</summary>
    bool HasLeft { get; }

    /// <summary>Ends the caller's session at once.</summary>
    void Abort(string reason);
}
