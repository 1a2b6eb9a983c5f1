using System.ServiceModel.Description;
using System.ServiceModel.Security;

namespace WcfBroker.Client.Sessions;

/// <summary>Tells a channel factory whom to trust and who connects.</summary>
internal static class BrokerCredentials
{
    public static void Apply(ClientCredentials credentials, BrokerConnectionOptions options)
    {
        if (options.Authorities is { } authorities)
        {
            credentials.ServiceCertificate.SslCertificateAuthentication = new X509ServiceCertificateAuthentication
            {
                CertificateValidationMode = X509CertificateValidationMode.Custom,
                CustomCertificateValidator = new AuthorityValidator(authorities, options.TimeProvider),
            };
        }

        credentials.ClientCertificate.Certificate = options.ClientCertificate;
        credentials.UserName.UserName = options.Credentials?.UserName;
        credentials.UserName.Password = options.Credentials?.Password;
    }
}
