using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.ServiceModel.Security;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Security;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Security;

/// <summary>How endpoints and unmodified clients are set up for TLS.</summary>
public static class SecureBindings
{
    /// <summary>An endpoint with TLS; with an authority for clients, each has to show a certificate that it issued.</summary>
    public static NetTcpEndpointOptions Endpoint(X509Certificate2 certificate, TestAuthority? clients = null) =>
        new() { Tls = () => Server(certificate, clients) };

    /// <summary>An endpoint with TLS where all log in by name and password.</summary>
    public static NetTcpEndpointOptions WithUsers(X509Certificate2 certificate, ICredentialValidator users) =>
        new() { Tls = () => Server(certificate), Credentials = { RequireUserName = true, Validator = users } };

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

    /// <summary>What NetTcpBinding does by itself: a conversation that begins with name and password.</summary>
    public static NetTcpBinding UserName()
    {
        var binding = Transport();
        binding.Security.Mode = SecurityMode.TransportWithMessageCredential;
        binding.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
        return binding;
    }

    /// <summary>Name and password with each message.</summary>
    public static CustomBinding UserNameInEachMessage()
    {
        var elements = Transport().CreateBindingElements();
        elements.Insert(0, SecurityBindingElement.CreateUserNameOverTransportBindingElement());
        return new CustomBinding(elements) { OpenTimeout = TestTime.Limit, SendTimeout = TestTime.Limit, CloseTimeout = TestTime.Limit };
    }

    public static Action<ClientCredentials> LoggingIn(TestAuthority authority, string name = "alice", string password = "secret") => credentials =>
    {
        Trusting(authority)(credentials);
        credentials.UserName.UserName = name;
        credentials.UserName.Password = password;
    };

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
