using System.IdentityModel.Selectors;
using System.IdentityModel.Tokens;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.ServiceModel.Tests.Security;

/// <summary>Lets a WCF client trust one authority alone.</summary>
public sealed class AuthorityValidator(TestAuthority authority) : X509CertificateValidator
{
    public override void Validate(X509Certificate2 certificate)
    {
        if (!authority.Trusts(certificate))
            throw new SecurityTokenValidationException("not issued by the authority");
    }
}
