using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Security;

[TestClass]
public sealed class TlsTests
{
    private static readonly TestAuthority Authority = new();
    private static readonly TestAuthority Other = new("Other CA");

    [TestMethod]
    public async Task A_client_with_transport_security_calls_and_is_called_back()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer()));
        var callback = new RecordingCallback();
        var client = host.Connect(callback, SecureBindings.Transport(), SecureBindings.Trusting(Authority));
        Assert.AreEqual(5, client.Add(2, 3));
        Assert.AreEqual(8, await client.AskBack(7));
        foreach (var size in (int[])[0, 10, 4095, 16_384, 1_000_001])
        {
            var content = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();
            CollectionAssert.AreEqual(content, await client.EchoBytes(content));
            await client.SendBack(3, content);
            for (var i = 0; i < 3; i++)
                CollectionAssert.AreEqual(content, (await callback.NextContentAsync()).Content);
        }

        Assert.IsNull((await host.NextServiceAsync()).Session.ClientCertificate);
        ((ICommunicationObject)client).Close();
        await host.Log.WhenLoggedAsync("closed by the client");
    }

    [TestMethod]
    public async Task A_client_certificate_is_known_to_the_service()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer(), Authority));
        using var own = Authority.IssueClient("alice");
        var client = host.Connect(
            null, SecureBindings.Transport(TcpClientCredentialType.Certificate), SecureBindings.Trusting(Authority, own));
        Assert.AreEqual("x", await client.EchoText("x"));
        Assert.AreEqual(own.Thumbprint, (await host.NextServiceAsync()).Session.ClientCertificate?.Thumbprint);
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("foreign")]
    [DataRow("expired")]
    public async Task A_client_without_an_accepted_certificate_is_refused(string which)
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer(), Authority));
        using var own = which switch
        {
            "foreign" => Other.IssueClient(),
            "expired" => Authority.IssueClient(validDays: -1),
            _ => null,
        };
        var credential = own is null ? TcpClientCredentialType.None : TcpClientCredentialType.Certificate;
        var refused = Assert.Throws<Exception>(
            () => host.Connect(null, SecureBindings.Transport(credential), SecureBindings.Trusting(Authority, own)));
        Assert.IsTrue(refused is CommunicationException or System.ServiceModel.Security.SecurityNegotiationException, refused.ToString());
        await host.Log.WhenLoggedAsync("the TLS handshake failed");
        Assert.IsEmpty(host.Services);
    }

    [TestMethod]
    [DataRow("self-signed")]
    [DataRow("other CA")]
    [DataRow("expired")]
    [DataRow("other name")]
    public async Task An_impostor_is_refused_by_the_client(string which)
    {
        using X509Certificate2 certificate = which switch
        {
            "self-signed" => TestAuthority.SelfSigned("localhost"),
            "other CA" => Other.IssueServer(),
            "expired" => Authority.IssueServer(validDays: -1),
            _ => Authority.IssueServer(names: "elsewhere.example"),
        };
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(certificate));
        Assert.Throws<CommunicationException>(
            () => host.Connect(null, SecureBindings.Transport(), SecureBindings.Trusting(Authority)).Add(1, 2));
        Assert.IsEmpty(host.Services);
    }

    [TestMethod]
    public async Task The_names_and_addresses_of_a_certificate_are_what_clients_may_ask_for()
    {
        using var certificate = Authority.IssueServer(30, "localhost", "127.0.0.1");
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(certificate));
        foreach (var name in (string[])["localhost", "127.0.0.1"])
        {
            var client = host.Connect(null, SecureBindings.Transport(), SecureBindings.Trusting(Authority), name);
            Assert.AreEqual(3, client.Add(1, 2), name);
        }
    }

    [TestMethod]
    public async Task A_client_without_TLS_is_refused_in_words_it_understands()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer()));
        var refused = Assert.Throws<ProtocolException>(() => host.Connect());
        Assert.Contains("The requested upgrade is not supported", refused.Message);
        await host.Log.WhenLoggedAsync("a session without TLS, which is required");
        Assert.IsEmpty(host.Services);
    }

    [TestMethod]
    public async Task The_certificate_is_asked_for_with_each_connection()
    {
        using var first = Authority.IssueServer(validDays: -1);
        using var second = Authority.IssueServer();
        var current = first;
        await using var host = await CalculatorHost.StartAsync(new() { Tls = () => SecureBindings.Server(current) });
        Assert.Throws<CommunicationException>(() => host.Connect(null, SecureBindings.Transport(), SecureBindings.Trusting(Authority)));
        current = second;
        Assert.AreEqual(3, host.Connect(null, SecureBindings.Transport(), SecureBindings.Trusting(Authority)).Add(1, 2));
    }

    [TestMethod]
    public async Task An_orderly_stop_ends_encrypted_sessions_with_an_End_record()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer()));
        var client = host.Connect(null, SecureBindings.Transport(), SecureBindings.Trusting(Authority));
        client.Add(1, 2);
        await host.Endpoint.StopAsync(CancellationToken.None).WaitAsync(TestTime.Limit);
        await host.Log.WhenLoggedAsync("closed by the service");
    }
}
