using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;
using WcfBroker.ServiceModel.Tests.Security;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>All endpoints with TLS, where each client shows a certificate.</summary>
[TestClass]
public sealed class EncryptedEndpoints
{
    private const string Marker = "MARKER-that-nobody-reads-on-the-way";

    private static readonly CertificateFolder Folder = new();
    private static readonly TestAuthority Other = new("Other CA");

    private static RunningBroker _broker = null!;

    private static TestAuthority Authority => Folder.Authority;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        using var certificate = Authority.IssueServer(30, "localhost", "127.0.0.1");
        _broker = await RunningBroker.StartAsync(["--Storage:Kind=Memory", .. Folder.Settings(certificate, "Require")]);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _broker.DisposeAsync();
        Folder.Dispose();
        Other.Dispose();
    }

    [TestMethod]
    public async Task A_message_goes_from_each_protocol_to_each_and_nobody_reads_it_on_the_way()
    {
        using var own = Authority.IssueClient();
        await using var netTcp = new TcpProxy(new Uri(_broker.Url).Port);
        await using var http = new TcpProxy(_broker.HttpUrl.Port);
        await using var original = new TcpProxy(_broker.Original.Port);
        await using var wcf = new WcfClient($"net.tcp://localhost:{netTcp.Port}/broker", SecureClients.NetTcp(own), SecureClients.Trusting(Authority, own));
        using var lab = new LabClient(new(IPAddress.Loopback, original.Port), "JSONQueue", SecureClients.Wrapping(Authority, own));
        using var rest = SecureClients.Http(Authority, own);
        await wcf.Broker.SubscribeAsync("/tls", null);
        await wcf.Broker.PublishTextAsync("/tls", Marker);
        Assert.AreEqual(Marker, Encoding.UTF8.GetString(wcf.Recorder.Next().Body!));
        lab.Send($$"""{"method": "SUBSCRIBE", "topic": "/tls", "msg": "/tls"}""");
        StringAssert.Contains(lab.Receive(), Marker);
        lab.Send($$"""{"method": "PUBLISH", "topic": "/tls", "msg": "{{Marker}} lab"}""");
        Assert.AreEqual($"{Marker} lab", Encoding.UTF8.GetString(wcf.Recorder.Next().Body!));
        StringAssert.Contains(await rest.GetStringAsync(new Uri($"https://127.0.0.1:{http.Port}/api/topics/tls/last")), Marker);
        using var published = await rest.PostAsync(
            new Uri($"https://127.0.0.1:{http.Port}/api/topics/tls/messages"), new StringContent($"{Marker} rest"));
        published.EnsureSuccessStatusCode();
        Assert.AreEqual($"{Marker} rest", Encoding.UTF8.GetString(wcf.Recorder.Next().Body!));
        foreach (var proxy in (TcpProxy[])[netTcp, http, original])
        {
            Assert.IsGreaterThan(500, proxy.Sent.Length);
            Assert.IsFalse(proxy.Sent.AsSpan().IndexOf("MARKER"u8) >= 0 || proxy.Received.AsSpan().IndexOf("MARKER"u8) >= 0);
        }
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("foreign")]
    [DataRow("expired")]
    public async Task A_client_without_an_accepted_certificate_is_refused_everywhere(string which)
    {
        using var own = which switch
        {
            "foreign" => Other.IssueClient(),
            "expired" => Authority.IssueClient(validDays: -1),
            _ => null,
        };
        await Assert.ThrowsAsync<CommunicationException>(async () =>
        {
            await using var wcf = new WcfClient(_broker.Url, SecureClients.NetTcp(own), SecureClients.Trusting(Authority, own));
            await wcf.Broker.PublishTextAsync("/refused", "x");
        });
        using var rest = SecureClients.Http(Authority, own);
        await Assert.ThrowsAsync<HttpRequestException>(() => rest.PostAsync(new Uri(_broker.HttpUrl, "/api/topics/refused/messages"), new StringContent("x")));
        var refused = Assert.Throws<Exception>(() =>
        {
            using var lab = new LabClient(_broker.Original, "JSONQueue", SecureClients.Wrapping(Authority, own));
            lab.List("""{"method": "LIST", "topic": "", "msg": ""}""");
        });
        Assert.IsTrue(refused is IOException or AuthenticationException, refused.ToString());
        await _broker.WaitForAsync("was refused");
        await AssertNothingPublishedAsync("refused");
    }

    [TestMethod]
    public async Task A_broker_that_another_authority_vouches_for_is_refused_by_every_client()
    {
        using var own = Authority.IssueClient();
        await Assert.ThrowsAsync<CommunicationException>(async () =>
        {
            await using var wcf = new WcfClient(_broker.Url, SecureClients.NetTcp(own), SecureClients.Trusting(Other, own));
            await wcf.Broker.PublishTextAsync("/impostor", "x");
        });
        using var rest = SecureClients.Http(Other, own);
        await Assert.ThrowsAsync<HttpRequestException>(() => rest.GetStringAsync(new Uri(_broker.HttpUrl, "/health/live")));
        Assert.Throws<AuthenticationException>(() => new LabClient(_broker.Original, "JSONQueue", SecureClients.Wrapping(Other, own)));
        await AssertNothingPublishedAsync("impostor");
    }

    [TestMethod]
    [DataRow("self-signed")]
    [DataRow("expired")]
    [DataRow("other name")]
    public async Task An_impostor_gets_no_HTTP_request_and_no_frame(string which)
    {
        using var certificate = which switch
        {
            "self-signed" => TestAuthority.SelfSigned("127.0.0.1"),
            "expired" => Authority.IssueServer(-1, "127.0.0.1"),
            _ => Authority.IssueServer(30, "elsewhere.example"),
        };
        // The broker itself refuses an expired certificate at start, so the impostor is a listener of the test.
        using var impostor = new TcpListener(IPAddress.Loopback, 0);
        impostor.Start();
        var endpoint = (IPEndPoint)impostor.LocalEndpoint;
        var got = 0;
        var first = ServeAsync(impostor, certificate, count => got += count);
        using var rest = SecureClients.Http(Authority);
        await Assert.ThrowsAsync<HttpRequestException>(() => rest.GetStringAsync(new Uri($"https://127.0.0.1:{endpoint.Port}/health/live")));
        await first;
        var second = ServeAsync(impostor, certificate, count => got += count);
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync(endpoint);
            await Assert.ThrowsAsync<AuthenticationException>(() => SecureClients.EncryptAsync(connection.GetStream(), Authority));
        }

        await second;
        Assert.AreEqual(0, got);
    }

    [TestMethod]
    public async Task The_command_line_connects_with_a_certificate_and_without_one_is_refused()
    {
        using var own = Authority.IssueClient();
        var certificate = Folder.Write("client.pem", CertificateFolder.Pem(own));
        string[] trusting = ["--url", _broker.Url, "--ca", Folder.PathOf("ca.pem")];
        await using (var publish = new RunningProgram(Programs.Cli, ["publish", "/cli", "hello", .. trusting, "--certificate", certificate]))
            Assert.AreEqual(0, await publish.ExitCodeAsync(), publish.Output);
        await using var refused = new RunningProgram(Programs.Cli, ["publish", "/refused", "hello", .. trusting]);
        Assert.AreEqual(1, await refused.ExitCodeAsync());
        StringAssert.Contains(refused.Output, "wcfbroker: Cannot connect to");
        await AssertNothingPublishedAsync("refused");
    }

    private static async Task ServeAsync(TcpListener impostor, X509Certificate2 certificate, Action<int> got)
    {
        using var client = await impostor.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            got(await stream.ReadAsync(new byte[100]));
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // The client has left.
        }
    }

    private static async Task AssertNothingPublishedAsync(string topic)
    {
        using var own = Authority.IssueClient();
        await using var wcf = new WcfClient(_broker.Url, SecureClients.NetTcp(own), SecureClients.Trusting(Authority, own));
        Assert.IsNull(await wcf.Broker.GetLastMessageAsync($"/{topic}"));
    }
}
