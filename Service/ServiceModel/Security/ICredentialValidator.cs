using System.Net;
using System.Security.Claims;

namespace WcfBroker.ServiceModel.Security;

/// <summary>Knows the peers of a service.</summary>
public interface ICredentialValidator
{
    /// <summary>Finds out whom a credential belongs to. What it throws ends the peer's connection.</summary>
    /// <param name="credential">What the peer shows.</param>
    /// <param name="remote">Where the peer is, so that attempts can be counted.</param>
    /// <param name="cancellationToken">Cancelled when the peer is gone, or its time is over.</param>
    /// <returns>The peer, as services see it; null for a credential that is not accepted.</returns>
    ValueTask<ClaimsPrincipal?> ValidateAsync(PeerCredential credential, EndPoint? remote, CancellationToken cancellationToken);
}
