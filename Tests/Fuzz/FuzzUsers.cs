using System.Net;
using System.Security.Claims;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.Fuzz;

/// <summary>Knows ann.</summary>
internal sealed class FuzzUsers : ICredentialValidator
{
    public ValueTask<ClaimsPrincipal?> ValidateAsync(PeerCredential credential, EndPoint? remote, CancellationToken cancellationToken) => new(
        credential is UserNameCredential { UserName: "ann", Password: "secret" } ? new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "ann")], "fuzz")) : null);
}
