using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Security;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using WcfBroker.ServiceModel.Http;
using WcfBroker.ServiceModel.Tests.Http;

namespace WcfBroker.ServiceModel.Tests.Security;

[TestClass]
public sealed class SoapUserNameTests
{
    private static readonly TestAuthority Authority = new();

    private static IEnumerable<object[]> Bindings => [["Basic"], ["WS"], ["SOAP 1.2 without addressing"]];

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task A_user_calls_over_HTTPS(string name)
    {
        await using var host = await StartAsync();
        var client = host.Connect<IPocketCalculator>(Binding(name), SecureBindings.LoggingIn(Authority));
        Assert.AreEqual(5, client.Add(2, 3));
        Assert.AreEqual("alice", await client.EchoText("alice"));
        var plain = await Assert.ThrowsExactlyAsync<FaultException>(() => client.Fail("fault"));
        Assert.AreEqual("a plain fault", plain.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task Who_is_not_known_is_told_that_authentication_failed(string name)
    {
        await using var host = await StartAsync();
        var client = host.Connect<IPocketCalculator>(Binding(name), SecureBindings.LoggingIn(Authority, password: "wrong"));
        var refused = Assert.Throws<CommunicationException>(() => client.Add(1, 2));
        Assert.AreEqual("FailedAuthentication", ((FaultException)refused.InnerException!).Code is { SubCode: { } sub } ? sub.Name : ((FaultException)refused.InnerException!).Code.Name);
        await host.Log.WhenLoggedAsync("the login of alice failed");
        Assert.IsEmpty(host.Sums);
    }

    [TestMethod]
    [DataRow("alice", true)]
    [DataRow("mallory", false)]
    public async Task A_certificate_is_shown_to_whoever_knows_the_peers(string name, bool isKnown)
    {
        var options = new SoapEndpointOptions { Credentials = { Validator = new FakeUsers() } };
        await using var host = await SoapHost.StartAsync(options, new()
        {
            ServerCertificate = Authority.IssueServer(30, "127.0.0.1"),
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (shown, _, _) => Authority.Trusts(shown),
        });
        using var own = Authority.IssueClient(name);
        var binding = new BasicHttpsBinding(BasicHttpsSecurityMode.Transport);
        binding.Security.Transport.ClientCredentialType = HttpClientCredentialType.Certificate;
        var client = host.Connect<IPocketCalculator>(binding, SecureBindings.Trusting(Authority, own));
        if (isKnown)
            Assert.AreEqual(3, client.Add(1, 2));
        else
            Assert.Throws<CommunicationException>(() => client.Add(1, 2));
        Assert.HasCount(isKnown ? 1 : 0, host.Sums);
    }

    [TestMethod]
    public async Task A_call_without_a_user_or_without_TLS_is_refused()
    {
        await using var host = await StartAsync();
        var plain = new BasicHttpsBinding(BasicHttpsSecurityMode.Transport);
        Assert.Throws<CommunicationException>(() => host.Connect<IPocketCalculator>(plain, SecureBindings.Trusting(Authority)).Add(1, 2));
        await host.Log.WhenLoggedAsync("a message without a security header");
        await using var open = await SoapHost.StartAsync(Options());
        Assert.Throws<CommunicationException>(() => open.Connect(ClientBindings.Basic).Add(1, 2));
        await open.Log.WhenLoggedAsync("without TLS");
        Assert.IsEmpty(host.Sums);
        Assert.IsEmpty(open.Sums);
    }

    [TestMethod]
    [DataRow("self-signed")]
    [DataRow("expired")]
    public async Task An_impostor_is_refused_by_the_client(string which)
    {
        using var certificate = which switch
        {
            "self-signed" => TestAuthority.SelfSigned("127.0.0.1"),
            _ => Authority.IssueServer(-1, "127.0.0.1"),
        };
        await using var host = await StartAsync(certificate);
        Assert.Throws<CommunicationException>(
            () => host.Connect<IPocketCalculator>(Binding("Basic"), SecureBindings.LoggingIn(Authority)).Add(1, 2));
        Assert.IsEmpty(host.Sums);
    }

    private static SoapEndpointOptions Options() => new() { Credentials = { RequireUserName = true, Validator = new FakeUsers() } };

    private static Task<SoapHost> StartAsync(X509Certificate2? certificate = null) => SoapHost.StartAsync(
        Options(), new HttpsConnectionAdapterOptions { ServerCertificate = certificate ?? Authority.IssueServer(30, "localhost", "127.0.0.1") });

    private static Binding Binding(string name)
    {
        if (name == "WS")
        {
            var ws = ClientBindings.WS;
            ws.Security.Mode = SecurityMode.TransportWithMessageCredential;
            ws.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
            ws.Security.Message.EstablishSecurityContext = false;
            return ws;
        }

        var basic = ClientBindings.Basic;
        basic.Security.Mode = BasicHttpSecurityMode.TransportWithMessageCredential;
        basic.Security.Message.ClientCredentialType = BasicHttpMessageCredentialType.UserName;
        if (name == "Basic")
            return basic;
        var elements = basic.CreateBindingElements();
        elements.Find<TextMessageEncodingBindingElement>().MessageVersion = MessageVersion.CreateVersion(EnvelopeVersion.Soap12, AddressingVersion.None);
        return new CustomBinding(elements);
    }
}
