using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.Cli.Certificates;

/// <summary>An authority for development: whoever has its key can be anyone that those who trust it talk to.</summary>
internal sealed class DevelopmentAuthority(X509Certificate2 certificate, ECDsa key) : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int SerialBytes = 16;
    private const int AuthorityDays = 3_650;

    // Clients accept no longer life of a server's certificate.
    private const int CertificateDays = 397;

    public X509Certificate2 Certificate => certificate;

    public ECDsa Key => key;

    public static DevelopmentAuthority Create(DateTimeOffset now)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=WcfBroker development authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new DevelopmentAuthority(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(AuthorityDays)), key);
    }

    public static DevelopmentAuthority Read(string certificatePath, string keyPath)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyPath));
        return new DevelopmentAuthority(X509Certificate2.CreateFromPem(File.ReadAllText(certificatePath)), key);
    }

    public (X509Certificate2 Certificate, ECDsa Key) IssueServer(IReadOnlyList<string> names, DateTimeOffset now)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            // WCF clients compare an IP address too with the DNS names alone.
            alternatives.AddDnsName(name);
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
        }

        return Issue(names[0], ServerAuthentication, alternatives.Build(), now);
    }

    public (X509Certificate2 Certificate, ECDsa Key) IssueClient(string name, DateTimeOffset now) => Issue(name, ClientAuthentication, null, now);

    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
    }

    private (X509Certificate2 Certificate, ECDsa Key) Issue(string name, string usage, X509Extension? names, DateTimeOffset now)
    {
        var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, true, false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] &= 0x7F;
        var generator = X509SignatureGenerator.CreateForECDsa(key);
        return (request.Create(certificate.SubjectName, generator, now.AddDays(-1), now.AddDays(CertificateDays), serial), own);
    }
}
