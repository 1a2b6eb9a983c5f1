using System.IdentityModel.Selectors;
using System.IdentityModel.Tokens;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.Client.Sessions;

/// <summary>Trusts the server certificates of certain authorities, and no others.</summary>
internal sealed class AuthorityValidator(X509Certificate2Collection authorities, TimeProvider time) : X509CertificateValidator
{
    public override void Validate(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.GetLocalNow().DateTime;
        if (!chain.Build(certificate))
        {
            throw new SecurityTokenValidationException(
                $"The certificate '{certificate.Subject}' is not trusted: {chain.ChainStatus[0].StatusInformation}");
        }
    }
}
