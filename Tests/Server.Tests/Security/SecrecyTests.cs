using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.Server.Security.Http;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Security;

/// <summary>Secrets are taken inside TLS, or without leaving this machine.</summary>
[TestClass]
public sealed class SecrecyTests
{
    private static readonly string[] Ann = ["Users:0:Name=ann", $"Users:0:Password={Hash.Of("secret")}", "Users:0:CertificateSubject=CN=ann"];

    [TestMethod]
    [DataRow("127.0.0.1", false, true)]
    [DataRow("::1", false, true)]
    [DataRow("192.0.2.1", false, false)]
    [DataRow("192.0.2.1", true, true)]
    public void Of_an_HTTP_request(string address, bool tls, bool taken)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) }, Request = { IsHttps = tls } };
        Assert.AreEqual(taken, Secrecy.Holds(context));
    }

    [TestMethod]
    [DataRow("127.0.0.1", false, true)]
    [DataRow("192.0.2.1", false, false)]
    [DataRow("192.0.2.1", true, true)]
    public async Task Of_a_connection_of_the_original_protocol(string address, bool tls, bool taken)
    {
        await using var broker = new SecuredBroker(Ann);
        var connection = Connection(address, tls ? new TlsConnectionFeature() : null);
        var (access, reason) = await broker.Get<IClientAdmission>().LogInAsync(connection, "ann", "secret", default);
        Assert.AreEqual(taken, access is not null);
        Assert.AreEqual(taken ? "" : "A login is taken inside TLS or from this machine only.", reason);
    }

    [TestMethod]
    [DataRow("127.0.0.1", true)]
    [DataRow("192.0.2.1", false)]
    public async Task Clients_of_the_original_protocol_on_other_machines_have_to_log_in(string address, bool admitted)
    {
        await using var broker = new SecuredBroker(Ann);
        Assert.AreEqual(admitted, broker.Get<IClientAdmission>().Admit(Connection(address, null)) is not null);
    }

    [TestMethod]
    public async Task A_certificate_of_the_connection_is_a_login()
    {
        using var key = ECDsa.Create();
        using var known = Certificate("CN=ann", key);
        using var unknown = Certificate("CN=bob", key);
        await using var broker = new SecuredBroker(Ann);
        var admission = broker.Get<IClientAdmission>();
        Assert.AreEqual("ann", admission.Admit(Connection("192.0.2.1", new TlsConnectionFeature { ClientCertificate = known }))?.Identity);
        Assert.IsNull(admission.Admit(Connection("127.0.0.1", new TlsConnectionFeature { ClientCertificate = unknown })));
    }

    private static DefaultConnectionContext Connection(string address, TlsConnectionFeature? tls)
    {
        var connection = new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 1) };
        connection.Features.Set<ITlsConnectionFeature>(tls);
        return connection;
    }

    private static X509Certificate2 Certificate(string subject, ECDsa key) =>
        new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
}
