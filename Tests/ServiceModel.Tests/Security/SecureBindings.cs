using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using System.ServiceModel.Description;
using System.ServiceModel.Security;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Security;

/// <summary>How endpoints and unmodified clients are set up for TLS.</summary>
public static class SecureBindings
{
    /// <summary>An endpoint with TLS; with an authority for clients, each has to show a certificate that it issued.</summary>
    public static NetTcpEndpointOptions Endpoint(X509Certificate2 certificate, TestAuthority? clients = null) =>
        new() { Tls = () => Server(certificate, clients) };

    public static SslServerAuthenticationOptions Server(X509Certificate2 certificate, TestAuthority? clients = null) => new()
    {
        ServerCertificate = certificate,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = clients is not null,
        RemoteCertificateValidationCallback = (_, shown, _, _) => clients is null || (shown is X509Certificate2 own && clients.Trusts(own)),
    };

    public static NetTcpBinding Transport(TcpClientCredentialType credential = TcpClientCredentialType.None)
    {
        var binding = CalculatorHost.CreateBinding();
        binding.Security.Mode = SecurityMode.Transport;
        binding.Security.Transport.ClientCredentialType = credential;
        return binding;
    }

    /// <summary>Trusts one authority, and shows a certificate if there is one.</summary>
    public static Action<ClientCredentials> Trusting(TestAuthority authority, X509Certificate2? own = null) => credentials =>
    {
        credentials.ServiceCertificate.SslCertificateAuthentication = new()
        {
            CertificateValidationMode = X509CertificateValidationMode.Custom,
            CustomCertificateValidator = new AuthorityValidator(authority),
        };
        credentials.ClientCertificate.Certificate = own;
    };
}
