using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.ServiceModel.Tests.Security;

/// <summary>A certificate authority in memory, and what it issues.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _serial;

    public TestAuthority(string name = "Test CA")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddYears(-2), TimeProvider.System.GetUtcNow().AddYears(1));
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>A certificate for a server; the names are DNS names or IP addresses.</summary>
    public X509Certificate2 IssueServer(int validDays = 30, params string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.DefaultIfEmpty("localhost"))
        {
            // WCF clients compare an IP address too with the DNS names alone.
            alternatives.AddDnsName(name);
            if (IPAddress.TryParse(name, out var ip))
                alternatives.AddIpAddress(ip);
        }

        return Issue("CN=server", "1.3.6.1.5.5.7.3.1", validDays, alternatives.Build());
    }

    public X509Certificate2 IssueClient(string name = "alice", int validDays = 30) => Issue($"CN={name}", "1.3.6.1.5.5.7.3.2", validDays, null);

    /// <summary>A certificate that only itself vouches for.</summary>
    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Whether the authority vouches for a certificate now.</summary>
    public bool Trusts(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    private X509Certificate2 Issue(string subject, string usage, int validDays, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names is not null)
            request.CertificateExtensions.Add(names);
        var start = TimeProvider.System.GetUtcNow().AddYears(-1);
        using var certificate = request.Create(
            Certificate, start, TimeProvider.System.GetUtcNow().AddDays(validDays), BitConverter.GetBytes(++_serial));
        return certificate.CopyWithPrivateKey(key);
    }
}
