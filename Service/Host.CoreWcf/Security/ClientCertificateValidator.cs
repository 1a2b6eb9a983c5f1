using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CoreWCF.IdentityModel.Selectors;
using CoreWCF.IdentityModel.Tokens;
using WcfBroker.Server.Tls;

namespace WcfBroker.Host.CoreWcf.Security;

/// <summary>Checks a client's certificate by the rules that the endpoint has for all hosts.</summary>
internal sealed class ClientCertificateValidator(EndpointTls tls) : X509CertificateValidator
{
    public override void Validate(X509Certificate2 certificate)
    {
        var rules = tls.Current();
        using var chain = new X509Chain { ChainPolicy = rules.CertificateChainPolicy!.Clone() };
        var errors = chain.Build(certificate) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        if (!rules.RemoteCertificateValidationCallback!(this, certificate, chain, errors))
            throw new SecurityTokenValidationException("The certificate is not accepted.");
    }
}
