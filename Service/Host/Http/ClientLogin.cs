using WcfBroker.ServiceModel.Metadata;

namespace WcfBroker.Host.Http;

/// <summary>What a C# client of net.tcp sets for the endpoint's security: <c>binding</c> and <c>factory</c> are its variables.</summary>
internal static class ClientLogin
{
    public static (string SecurityMode, string Lines) Of(EndpointSecurity security) => security switch
    {
        EndpointSecurity.UserName => ("TransportWithMessageCredential", """
            binding.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
            factory.Credentials.UserName.UserName = Environment.GetEnvironmentVariable("WCFBROKER_USER");
            factory.Credentials.UserName.Password = Environment.GetEnvironmentVariable("WCFBROKER_PASSWORD");

            """),
        EndpointSecurity.ClientCertificate => ("Transport", """
            binding.Security.Transport.ClientCredentialType = TcpClientCredentialType.Certificate;
            factory.Credentials.ClientCertificate.Certificate =
                System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile("client.pem");

            """),
        EndpointSecurity.Transport => ("Transport", """
            binding.Security.Transport.ClientCredentialType = TcpClientCredentialType.None;

            """),
        _ => ("None", ""),
    };
}
