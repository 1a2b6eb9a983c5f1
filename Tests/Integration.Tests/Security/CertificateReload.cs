using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Tls;
using WcfBroker.ServiceModel.Tests.Security;

namespace WcfBroker.Integration.Tests.Security;

[TestClass]
public sealed class CertificateReload : IDisposable
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly CertificateFolder _folder = new();
    private readonly KeptLog _log = new();

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
    }

    [TestMethod]
    public void A_changed_certificate_is_used_without_a_restart()
    {
        using var first = _folder.Authority.IssueServer();
        using var second = _folder.Authority.IssueServer();
        var tls = Create(_folder.Write("server.pem", CertificateFolder.Pem(first)));
        _folder.Write("server.pem", CertificateFolder.Pem(second), age: 1);
        Assert.AreEqual(first.Thumbprint, Shown(tls), "It is not looked for at each of many connections.");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(second.Thumbprint, Shown(tls));
        Assert.HasCount(1, _log.Entries);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [DataRow("expired")]
    public void A_changed_file_that_cannot_be_used_leaves_the_certificate_as_it_was(string content)
    {
        using var first = _folder.Authority.IssueServer();
        using var expired = _folder.Authority.IssueServer(validDays: -1);
        using var second = _folder.Authority.IssueServer();
        var tls = Create(_folder.Write("server.pem", CertificateFolder.Pem(first)));
        _folder.Write("server.pem", content == "expired" ? CertificateFolder.Pem(expired) : content, age: 1);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            Assert.AreEqual(first.Thumbprint, Shown(tls));
        }

        Assert.HasCount(1, _log.Entries, "It is told once.");
        StringAssert.StartsWith(_log.Entries[0], "Warning Endpoints:NetTcp:Tls: the changed files are passed over");
        _folder.Write("server.pem", CertificateFolder.Pem(second), age: 2);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.AreEqual(second.Thumbprint, Shown(tls));
    }

    [TestMethod]
    public void A_link_that_leads_to_another_file_is_a_change()
    {
        using var first = _folder.Authority.IssueServer();
        using var second = _folder.Authority.IssueServer();
        _folder.Write("one.pem", CertificateFolder.Pem(first));
        _folder.Write("two.pem", CertificateFolder.Pem(second), age: 1);
        File.CreateSymbolicLink(_folder.PathOf("server.pem"), "one.pem");
        var tls = Create(_folder.PathOf("server.pem"));
        File.Delete(_folder.PathOf("server.pem"));
        File.CreateSymbolicLink(_folder.PathOf("server.pem"), "two.pem");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.AreEqual(second.Thumbprint, Shown(tls));
    }

    [TestMethod]
    public void Authorities_of_clients_are_reloaded_as_well()
    {
        using var certificate = _folder.Authority.IssueServer();
        using var other = new TestAuthority("Other CA");
        var options = new TlsOptions
        {
            Certificate = _folder.Write("server.pem", CertificateFolder.Pem(certificate)),
            ClientCertificates = ClientCertificates.Require,
            ClientCertificateAuthorities = _folder.Write("ca.pem", _folder.Authority.Certificate.ExportCertificatePem()),
        };
        var tls = Create(options);
        _folder.Write("ca.pem", other.Certificate.ExportCertificatePem(), age: 1);
        _time.Advance(TimeSpan.FromSeconds(2));
        var policy = tls.Current().CertificateChainPolicy!;
        Assert.AreEqual(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.AreEqual(other.Certificate.Thumbprint, policy.CustomTrustStore.Single().Thumbprint);
    }

    [TestMethod]
    public void Every_form_of_a_certificate_is_read()
    {
        using var certificate = _folder.Authority.IssueServer();
        var key = certificate.GetECDsaPrivateKey()!;
        var password = new System.Security.Cryptography.PbeParameters(
            System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1_000);
        var passwordFile = _folder.Write("password", "secret\n");
        Environment.SetEnvironmentVariable("WCFBROKER_TEST_PASSWORD", "secret");
        var alone = _folder.Write("alone.pem", certificate.ExportCertificatePem());
        TlsOptions[] forms =
        [
            new() { Certificate = alone, Key = _folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()) },
            new() { Certificate = alone, PasswordFile = passwordFile, Key = _folder.Write("locked.pem", key.ExportEncryptedPkcs8PrivateKeyPem("secret", password)) },
            new() { Certificate = _folder.WriteBytes("open.pfx", certificate.Export(X509ContentType.Pfx)) },
            new() { Certificate = _folder.WriteBytes("locked.pfx", certificate.Export(X509ContentType.Pfx, "secret")), PasswordVariable = "WCFBROKER_TEST_PASSWORD" },
        ];
        foreach (var form in forms)
            Assert.AreEqual(certificate.Thumbprint, Shown(Create(form)));
        forms[3].PasswordVariable = "WCFBROKER_TEST_NO_PASSWORD";
        StringAssert.Contains(Assert.ThrowsExactly<StartException>(() => Create(forms[3])).Message, "WCFBROKER_TEST_NO_PASSWORD");
    }

    private static string Shown(EndpointTls tls) =>
        tls.Current().ServerCertificateContext is SslStreamCertificateContext context ? context.TargetCertificate.Thumbprint : "";

    private EndpointTls Create(string path) => Create(new TlsOptions { Certificate = path });

    private EndpointTls Create(TlsOptions options) =>
        EndpointTls.Create(new() { Tls = options }, "NetTcp", _time, LoggerFactory.Create(log => log.AddProvider(_log)))!;
}
