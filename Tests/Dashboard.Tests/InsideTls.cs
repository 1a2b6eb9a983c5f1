using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WcfBroker.Dashboard.Tests.Browser;
using WcfBroker.Integration.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>The dashboard over HTTPS, its websocket too.</summary>
[TestClass]
public sealed class InsideTls
{
    [TestMethod]
    public async Task It_is_the_same_and_tells_when_the_certificate_ends()
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-");
        try
        {
            var file = Path.Combine(folder.FullName, "server.pem");
            await File.WriteAllTextAsync(file, MakeCertificate(daysLeft: 10));
            await using var broker = await RunningBroker.StartAsync("--Endpoints:Http:Url=https://127.0.0.1:0", $"--Endpoints:Http:Tls:Certificate={file}");
            await using var visitor = await Visitor.ComeAsync(broker);
            await visitor.OpenAsync("/");
            await Expect(visitor.Page.Locator(".mud-alert")).ToContainTextAsync("The certificate of the endpoint Http expires on");
            Assert.AreEqual("https", new Uri(visitor.Page.Url).Scheme);
            Assert.IsEmpty(visitor.Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string MakeCertificate(int daysLeft)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(daysLeft));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}
