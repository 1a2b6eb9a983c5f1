using System.Net;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.ServiceModel.Security;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>Unmodified WCF clients that log in by name and password inside TLS, over net.tcp and HTTP, where rules say what each may do.</summary>
[TestClass]
public sealed class WcfLogins
{
    /// <summary>Why another host has no logins in SOAP.</summary>
    public const string NotInSoap = "The host on CoreWCF offers SOAP clients the logins of HTTP, and none inside messages.";

    private const string User = "ann";
    private static readonly CertificateFolder Folder = new();
    private static SecuredBroker _broker = null!;

    private static string NetTcpUrl => _broker.Host.Url;

    private static string SoapUrl => $"{_broker.Host.HttpUrl}broker";

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        using var certificate = Folder.Authority.IssueServer(30, "localhost", "127.0.0.1");
        _broker = await SecuredBroker.StartAsync(
            [.. Folder.Settings(certificate), "--Endpoints:NetTcp:RequireUserName=true", $"--Endpoints:Http:RequireUserName={!Programs.IsOtherHost}", "--Security:Anonymous=Never"]);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _broker.DisposeAsync();
        Folder.Dispose();
    }

    [TestMethod]
    public async Task Over_net_tcp_a_user_does_what_the_rules_say_and_messages_name_the_publisher()
    {
        await using var client = new WcfClient(NetTcpUrl, NetTcp(), LoggingIn(SecuredBroker.Password));
        await client.Broker.SubscribeAsync("/news/wcf", null);
        await client.Broker.PublishTextAsync("/news/wcf", "Hello");
        Assert.AreEqual(User, client.Recorder.Next().Publisher);
        await RefusedAsync(() => client.Broker.PublishTextAsync("/sport", "x"));
        await RefusedAsync(() => client.Broker.SubscribeAsync("/", null));
    }

    [TestMethod]
    [DefaultHostOnly(NotInSoap)]
    public async Task Over_HTTP_too()
    {
        await CallAsync(SecuredBroker.Password, publisher => publisher.PublishTextAsync("/news/soap", "Hello"));
        await RefusedAsync(() => CallAsync(SecuredBroker.Password, publisher => publisher.PublishTextAsync("/sport", "x")));
    }

    [TestMethod]
    public async Task A_wrong_password_is_refused()
    {
        await using var client = new WcfClient(NetTcpUrl, NetTcp(), LoggingIn("wrong"));
        var refused = await Assert.ThrowsAsync<CommunicationException>(() => client.Broker.PublishTextAsync("/news", "x"));
        Assert.AreEqual("FailedAuthentication", ((FaultException)refused.InnerException!).Code.SubCode.Name);
        client.Abort();
        await Assert.ThrowsAsync<MessageSecurityException>(() => CallAsync("wrong", publisher => publisher.PublishTextAsync("/news", "x")));
    }

    [TestMethod]
    [DefaultHostOnly(NotInSoap)]
    public async Task Without_a_login_the_WSDL_is_shown_which_asks_for_one_and_nothing_else()
    {
        using var http = SecureClients.Http(Folder.Authority);
        StringAssert.Contains(await http.GetStringAsync($"{SoapUrl}?singleWsdl"), "UsernameToken");
        using var call = new HttpRequestMessage(HttpMethod.Post, SoapUrl)
        {
            Content = new StringContent(
                """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><PublishText xmlns="http://schemas.wcfbroker.net/2026/11"><topic>/news</topic></PublishText></s:Body></s:Envelope>""",
                null, "text/xml"),
        };
        using var answer = await http.SendAsync(call);
        Assert.AreEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        StringAssert.Contains(await answer.Content.ReadAsStringAsync(), "InvalidSecurity");
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(_broker.Host.HttpUrl, "api/topics"))).StatusCode);
    }

    [TestMethod]
    public async Task The_tool_logs_in_by_name()
    {
        var (password, authority) = (Folder.Write("password", SecuredBroker.Password), Folder.PathOf("ca.pem"));
        await using var tool = new RunningProgram(
            Programs.Cli, "publish", "/news/tool", "Hello", "--url", NetTcpUrl, "--ca", authority, "--user", User, "--password-file", password);
        Assert.AreEqual(0, await tool.ExitCodeAsync(), tool.Output);
        await tool.WaitForAsync("Published #");
    }

    [TestMethod]
    public async Task A_client_certificate_names_its_user()
    {
        using var certificate = Folder.Authority.IssueServer();
        using var own = Folder.Authority.IssueClient("worker");
        using var foreign = Folder.Authority.IssueClient("somebody");
        await using var broker = await SecuredBroker.StartAsync(
        [
            .. Folder.Settings(certificate, "Require"), "--Security:Users:0:Name=robot", "--Security:Users:0:CertificateSubject=CN=worker", "--Security:Users:0:Roles:0=press",
        ]);
        await using (var client = new WcfClient(broker.Host.Url, SecureClients.NetTcp(own), SecureClients.Trusting(Folder.Authority, own)))
        {
            await client.Broker.SubscribeAsync("/news", null);
            await client.Broker.PublishTextAsync("/news", "Hello");
            Assert.AreEqual("robot", client.Recorder.Next().Publisher);
            await RefusedAsync(() => client.Broker.PublishTextAsync("/sport", "x"));
        }

        await using var stranger = new WcfClient(broker.Host.Url, SecureClients.NetTcp(foreign), SecureClients.Trusting(Folder.Authority, foreign));
        await Assert.ThrowsAsync<CommunicationException>(() => stranger.Broker.PublishTextAsync("/news", "x"));
        stranger.Abort();
    }

    private static NetTcpBinding NetTcp()
    {
        var binding = SecureClients.NetTcp();
        binding.Security.Mode = SecurityMode.TransportWithMessageCredential;
        binding.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
        return binding;
    }

    private static Action<ClientCredentials> LoggingIn(string password) => credentials =>
    {
        SecureClients.Trusting(Folder.Authority)(credentials);
        credentials.UserName.UserName = User;
        credentials.UserName.Password = password;
    };

    private static async Task CallAsync(string password, Func<IPublisher, Task> call)
    {
        var binding = new BasicHttpBinding(BasicHttpSecurityMode.TransportWithMessageCredential);
        binding.Security.Message.ClientCredentialType = BasicHttpMessageCredentialType.UserName;
        using var factory = new ChannelFactory<IPublisher>(binding, new EndpointAddress(SoapUrl));
        LoggingIn(password)(factory.Credentials);
        var publisher = factory.CreateChannel();
        try
        {
            await call(publisher);
        }
        finally
        {
            ((IChannel)publisher).Abort();
            factory.Abort();
        }
    }

    private static async Task RefusedAsync(Func<Task> act) =>
        Assert.AreEqual(FaultCodes.AccessDenied, (await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(act)).Detail.Code);
}
