using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Tests.Security;

/// <summary>Knows alice by her password, and everyone by a certificate but mallory.</summary>
public sealed class FakeUsers : ICredentialValidator
{
    public ConcurrentQueue<PeerCredential> Asked { get; } = new();

    public ValueTask<ClaimsPrincipal?> ValidateAsync(PeerCredential credential, EndPoint? remote, CancellationToken cancellationToken)
    {
        Asked.Enqueue(credential);
        return new(credential switch
        {
            UserNameCredential { UserName: "alice", Password: "secret" } => Named("alice"),
            CertificateCredential { Certificate.Subject: not "CN=mallory" } shown => Named(shown.Certificate.Subject),
            _ => null,
        });
    }

    private static ClaimsPrincipal Named(string name) => new(new ClaimsIdentity([new(ClaimTypes.Name, name)], "test"));
}
