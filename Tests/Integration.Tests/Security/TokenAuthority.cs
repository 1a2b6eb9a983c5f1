using System.Diagnostics;
using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>Tokens whose keys an identity provider tells.</summary>
[TestClass]
public sealed class TokenAuthority
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task The_keys_are_fetched_when_a_token_comes_and_again_when_they_have_changed()
    {
        using var folder = new CertificateFolder();
        await using var provider = await StartAsync(folder);
        using TokenIssuer first = new(), second = new(), foreign = new();
        provider.Issuer = first;
        await using var broker = await BrokerAsync(folder, provider);
        Assert.AreEqual(HttpStatusCode.Created, await StatusAsync(broker, first.Token()), broker.Output);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(broker, foreign.Token()));
        provider.Issuer = second;
        await UntilTakenAsync(broker, second);
    }

    [TestMethod]
    public async Task While_the_provider_cannot_be_reached_tokens_are_refused_and_the_log_says_why()
    {
        using var folder = new CertificateFolder();
        await using var provider = await StartAsync(folder);
        using var issuer = new TokenIssuer();
        await using var broker = await BrokerAsync(folder, provider);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(broker, issuer.Token()));
        await broker.WaitForAsync($"The keys of tokens were not fetched from {provider.Url}/.well-known/openid-configuration");
        provider.Issuer = issuer;
        await UntilTakenAsync(broker, issuer);
    }

    [TestMethod]
    public async Task A_provider_that_nobody_vouches_for_is_not_believed()
    {
        using CertificateFolder folder = new(), impostor = new();
        await using var provider = await StartAsync(impostor);
        using var issuer = new TokenIssuer();
        provider.Issuer = issuer;
        await using var broker = await BrokerAsync(folder, provider);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(broker, issuer.Token()));
        await broker.WaitForAsync("The keys of tokens were not fetched");
    }

    [TestMethod]
    public async Task Where_tokens_are_taken_once_the_second_use_is_refused_and_so_is_one_without_an_id()
    {
        using var folder = new CertificateFolder();
        await using var provider = await StartAsync(folder);
        using var issuer = new TokenIssuer();
        provider.Issuer = issuer;
        await using var broker = await BrokerAsync(folder, provider, "--Security:Tokens:SingleUse=true");
        var (one, another) = (issuer.Token(claims => claims["jti"] = "1"), issuer.Token(claims => claims["jti"] = "2"));
        Assert.AreEqual(HttpStatusCode.Created, await StatusAsync(broker, one), broker.Output);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(broker, one));
        await broker.WaitForAsync("bearer token: it was used before");
        Assert.AreEqual(HttpStatusCode.Created, await StatusAsync(broker, another));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(broker, issuer.Token()));
        await broker.WaitForAsync("bearer token: tokens are taken once, and it has no id (jti)");
    }

    private static async Task<IdentityProvider> StartAsync(CertificateFolder folder)
    {
        folder.Write("ca.pem", folder.Authority.Certificate.ExportCertificatePem());
        return await IdentityProvider.StartAsync(folder.Authority.IssueServer(30, "localhost"));
    }

    private static async Task<RunningBroker> BrokerAsync(CertificateFolder folder, IdentityProvider provider, params string[] settings)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Which authorities a process trusts is said by SSL_CERT_FILE on Linux alone.");
        var broker = RunningBroker.LaunchIn(
            null,
            [
                "--Storage:Kind=Memory", $"--Security:Tokens:Authority={provider.Url}", $"--Security:Tokens:Issuer={TokenIssuer.Name}",
                $"--Security:Tokens:Audience={TokenIssuer.Audience}", .. settings,
            ],
            $"SSL_CERT_FILE={folder.PathOf("ca.pem")}");
        Assert.IsTrue(await broker.IsUpAsync(), broker.Output);
        return broker;
    }

    private static async Task UntilTakenAsync(RunningBroker broker, TokenIssuer issuer)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var patience = Stopwatch.StartNew(); await StatusAsync(broker, issuer.Token()) != HttpStatusCode.Created; await timer.WaitForNextTickAsync())
            Assert.IsLessThan(Patience, patience.Elapsed);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningBroker broker, string token)
    {
        using var http = new HttpClient { BaseAddress = broker.HttpUrl };
        http.DefaultRequestHeaders.Authorization = SecuredBroker.Bearer(token);
        using var body = new StringContent("Hello");
        using var response = await http.PostAsync(new Uri("api/topics/news/messages", UriKind.Relative), body);
        return response.StatusCode;
    }
}
