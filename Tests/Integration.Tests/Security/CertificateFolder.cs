using System.Security.Cryptography.X509Certificates;
using WcfBroker.ServiceModel.Tests.Security;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>A folder of its own with certificates made for a test, and the settings that name them.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private static readonly string[] Endpoints = ["NetTcp", "Http", "Original"];

    private readonly string _folder = Directory.CreateTempSubdirectory("wcfbroker-tls-").FullName;

    public TestAuthority Authority { get; } = new();

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a file, and sets its time so that a change is one whatever the clock of the file system.</summary>
    public string Write(string name, string content, int age = 0)
    {
        File.WriteAllText(PathOf(name), content);
        File.SetLastWriteTimeUtc(PathOf(name), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(age));
        return PathOf(name);
    }

    public string WriteBytes(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Certificate and key in one PEM file.</summary>
    public static string Pem(X509Certificate2 certificate) =>
        certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The arguments with which a broker has TLS everywhere.</summary>
    public string[] Settings(X509Certificate2 certificate, string? clientCertificates = null)
    {
        var server = Write("server.pem", Pem(certificate));
        var authority = Write("ca.pem", Authority.Certificate.ExportCertificatePem());
        return
        [
            "--Endpoints:Http:Url=https://127.0.0.1:0",
            .. Endpoints.SelectMany(endpoint => Of(endpoint, server, authority, clientCertificates)),
        ];
    }

    public void Dispose()
    {
        Authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Of(string endpoint, string server, string authority, string? clientCertificates)
    {
        yield return $"--Endpoints:{endpoint}:Tls:Certificate={server}";
        if (clientCertificates is null)
            yield break;
        yield return $"--Endpoints:{endpoint}:Tls:ClientCertificates={clientCertificates}";
        yield return $"--Endpoints:{endpoint}:Tls:ClientCertificateAuthorities={authority}";
    }
}
