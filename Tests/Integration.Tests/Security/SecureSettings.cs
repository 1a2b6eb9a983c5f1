using System.Security.Cryptography.X509Certificates;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

[TestClass]
public sealed class SecureSettings
{
    private const string Tls = "Endpoints:NetTcp:Tls";

    private static readonly CertificateFolder Folder = new();

    [ClassInitialize]
    public static void Write(TestContext _)
    {
        using var certificate = Folder.Authority.IssueServer();
        using var expired = Folder.Authority.IssueServer(validDays: -1);
        Folder.Write("good.pem", CertificateFolder.Pem(certificate));
        Folder.Write("keyless.pem", certificate.ExportCertificatePem());
        Folder.Write("expired.pem", CertificateFolder.Pem(expired));
        Folder.Write("text.pem", "no certificate");
        Folder.WriteBytes("locked.pfx", certificate.Export(X509ContentType.Pfx, "very secret"));
        Folder.Write("password", "wrong secret");
    }

    [ClassCleanup]
    public static void Clean() => Folder.Dispose();

    [TestMethod]
    [DataRow("Certificate=missing.pem", $"{Tls}:Certificate = '")]
    [DataRow("Certificate=text.pem", "cannot be used")]
    [DataRow("Certificate=expired.pem", "it is valid from")]
    [DataRow("Certificate=keyless.pem", $"{Tls}:Certificate = '")]
    [DataRow("Certificate=locked.pfx", "password")]
    [DataRow("Certificate=locked.pfx PasswordFile=password", "password")]
    [DataRow("Certificate=locked.pfx PasswordFile=password PasswordVariable=X", "cannot both be set")]
    [DataRow("Certificate=good.pem Thumbprint=00", "needs a certificate")]
    [DataRow("Thumbprint=00", $"{Tls}:Thumbprint = '00' cannot be used")]
    [DataRow("ClientCertificates=Require", "needs a certificate")]
    [DataRow("Certificate=good.pem ClientCertificates=Perhaps", "ClientCertificates")]
    [DataRow("Certificate=good.pem ClientCertificateAuthorities=good.pem", "has no effect")]
    [DataRow("Certificate=good.pem ClientCertificates=Allow ClientCertificateAuthorities=text.pem", $"{Tls}:ClientCertificateAuthorities = '")]
    public async Task A_certificate_that_cannot_be_used_stops_the_start_and_the_setting_is_named(string settings, string named)
    {
        await using var broker = new RunningProgram(Programs.Host, [.. Plain, .. settings.Split(' ').Select(Argument)]);

        Assert.AreEqual(1, await broker.ExitCodeAsync());
        StringAssert.Contains(broker.Output, named);
        Assert.DoesNotContain("   at ", broker.Output, "No stack trace.");
        Assert.DoesNotContain("secret", broker.Output);
    }

    [TestMethod]
    [DataRow("NetTcp", "needs Endpoints:NetTcp:Tls")]
    [DataRow("Original", "has no effect")]
    public async Task Names_and_passwords_are_not_asked_for_where_they_would_travel_in_clear(string endpoint, string named)
    {
        await using var broker = new RunningProgram(Programs.Host, [.. Plain, $"--Endpoints:{endpoint}:RequireUserName=true"]);

        Assert.AreEqual(1, await broker.ExitCodeAsync());
        StringAssert.Contains(broker.Output, named);
    }

    [TestMethod]
    [DataRow("https://127.0.0.1:0", false)]
    [DataRow("http://127.0.0.1:0", true)]
    public async Task The_scheme_of_HTTP_and_its_TLS_go_together(string url, bool tls)
    {
        string[] certificate = tls ? [$"--Endpoints:Http:Tls:Certificate={Folder.PathOf("good.pem")}"] : [];
        await using var broker = new RunningProgram(Programs.Host, [.. Plain, $"--Endpoints:Http:Url={url}", .. certificate]);

        Assert.AreEqual(1, await broker.ExitCodeAsync());
        StringAssert.Contains(broker.Output, tls ? "is no https address" : "is no http address");
    }

    [TestMethod]
    public async Task An_address_that_others_reach_is_allowed_with_TLS()
    {
        await using var broker = await RunningBroker.StartAsync(
            "--Storage:Kind=Memory", "--Endpoints:NetTcp:Url=net.tcp://0.0.0.0:0/broker", $"--{Tls}:Certificate={Folder.PathOf("good.pem")}");
        StringAssert.Contains(broker.Output, "security mode Transport");
    }

    private static string[] Plain =>
        ["--Storage:Kind=Memory", "--Endpoints:NetTcp:Url=net.tcp://localhost:0/broker", "--Endpoints:Original:Url=tcp://127.0.0.1:0", "--Endpoints:Http:Url=http://127.0.0.1:0"];

    private static string Argument(string setting)
    {
        var (name, value) = (setting.Split('=')[0], setting.Split('=')[1]);
        return $"--{Tls}:{name}={(name is "Certificate" or "PasswordFile" or "ClientCertificateAuthorities" ? Folder.PathOf(value) : value)}";
    }
}
