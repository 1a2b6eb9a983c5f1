using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using System.ServiceModel.Description;
using System.ServiceModel.Security;
using WcfBroker.ServiceModel.Tests.Security;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>How unmodified clients of each protocol are set up for TLS.</summary>
internal static class SecureClients
{
    public static NetTcpBinding NetTcp(X509Certificate2? own = null)
    {
        var binding = new NetTcpBinding(SecurityMode.Transport);
        binding.Security.Transport.ClientCredentialType = own is null ? TcpClientCredentialType.None : TcpClientCredentialType.Certificate;
        binding.OpenTimeout = binding.SendTimeout = binding.CloseTimeout = TimeSpan.FromSeconds(20);
        return binding;
    }

    public static Action<ClientCredentials> Trusting(TestAuthority authority, X509Certificate2? own = null) => credentials =>
    {
        credentials.ServiceCertificate.SslCertificateAuthentication = new()
        {
            CertificateValidationMode = X509CertificateValidationMode.Custom,
            CustomCertificateValidator = new AuthorityValidator(authority),
        };
        credentials.ClientCertificate.Certificate = own;
    };

    public static HttpClient Http(TestAuthority authority, X509Certificate2? own = null) => new(new SocketsHttpHandler
    {
        SslOptions = Options(authority, "127.0.0.1", own),
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    /// <summary>Wraps a connection of the original protocol.</summary>
    public static Func<Stream, Stream> Wrapping(TestAuthority authority, X509Certificate2? own = null) => stream =>
    {
        var encrypted = new SslStream(stream);
        encrypted.AuthenticateAsClient(Options(authority, "127.0.0.1", own));
        return encrypted;
    };

    public static async Task<SslStream> EncryptAsync(Stream stream, TestAuthority authority, X509Certificate2? own = null)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsClientAsync(Options(authority, "127.0.0.1", own));
        return encrypted;
    }

    private static SslClientAuthenticationOptions Options(TestAuthority authority, string host, X509Certificate2? own)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority.Certificate);
        return new()
        {
            TargetHost = host,
            CertificateChainPolicy = policy,
            ClientCertificates = own is null ? null : [own],
            // Handshakes then have one length.
            AllowTlsResume = false,
        };
    }
}
