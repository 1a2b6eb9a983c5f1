using WcfBroker.ServiceModel.Metadata;

namespace WcfBroker.Host.Http;

/// <summary>What a C# client of net.tcp sets for the endpoint's security: <c>binding</c> and <c>factory</c> are its variables.</summary>
internal static class ClientLogin
{
    // The check is WCF's default, and fails for authorities that keep no list.
    private const string Revocation = """
        // For a certificate whose authority keeps no list of revoked ones, as those of "wcfbroker certificate create":
        // factory.Credentials.ServiceCertificate.SslCertificateAuthentication = new()
        //     { RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck };

        """;

    public static (string SecurityMode, string Lines) Of(EndpointSecurity security) => security is EndpointSecurity.None ? ("None", "") : Secured(security);

    private static (string SecurityMode, string Lines) Secured(EndpointSecurity security) => security switch
    {
        EndpointSecurity.UserName => ("TransportWithMessageCredential", Revocation + """
            binding.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
            factory.Credentials.UserName.UserName = Environment.GetEnvironmentVariable("WCFBROKER_USER");
            factory.Credentials.UserName.Password = Environment.GetEnvironmentVariable("WCFBROKER_PASSWORD");

            """),
        EndpointSecurity.ClientCertificate => ("Transport", Revocation + """
            binding.Security.Transport.ClientCredentialType = TcpClientCredentialType.Certificate;
            factory.Credentials.ClientCertificate.Certificate =
                System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile("client.pem");

            """),
        _ => ("Transport", Revocation + """
            binding.Security.Transport.ClientCredentialType = TcpClientCredentialType.None;

            """),
    };
}
