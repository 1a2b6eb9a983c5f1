using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>Who calls over HTTP, by password or token, and what it may do.</summary>
[TestClass]
public sealed class HttpLogins
{
    private static SecuredBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await SecuredBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task A_password_opens_what_the_rules_allow_and_nothing_else()
    {
        Assert.AreEqual(HttpStatusCode.Created, await _broker.StatusAsync("/news/a", SecuredBroker.Basic()));
        using var refused = await _broker.PublishAsync("/sport", SecuredBroker.Basic());
        Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode);
        StringAssert.Contains(await refused.Content.ReadAsStringAsync(), "\"code\":\"AccessDenied\",\"parameter\":\"topic\",\"value\":\"/sport\"");
        await _broker.Host.WaitForAsync("Access refused: ann from http 127.0.0.1");
    }

    [TestMethod]
    [DataRow("ann", "wrong")]
    [DataRow("bob", SecuredBroker.Password)]
    [DataRow("ann", "")]
    public async Task A_wrong_password_and_an_unknown_user_are_refused_even_where_nobody_has_to_log_in(string name, string password)
    {
        using var http = new HttpClient { BaseAddress = _broker.Host.HttpUrl };
        http.DefaultRequestHeaders.Authorization = SecuredBroker.Basic(name, password);
        using var refused = await http.GetAsync(new Uri("api/topics", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.AreEqual("Basic realm=\"WcfBroker\", charset=\"UTF-8\" Bearer", string.Join(' ', refused.Headers.WwwAuthenticate));
        Assert.AreEqual("""{"status":401,"title":"Unauthorized","detail":"The login is not valid."}""", await refused.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task A_token_of_the_issuer_is_taken_with_its_roles()
    {
        Assert.AreEqual(HttpStatusCode.Created, await _broker.StatusAsync("/news/t", SecuredBroker.Bearer(_broker.Issuer.Token())));
        Assert.AreEqual(
            HttpStatusCode.Forbidden, await _broker.StatusAsync("/news/t", SecuredBroker.Bearer(_broker.Issuer.Token(claims => claims.Remove("roles")))));
    }

    [TestMethod]
    public async Task A_token_of_another_key_issuer_audience_time_or_algorithm_is_refused()
    {
        using var foreign = new TokenIssuer();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string[] tokens =
        [
            foreign.Token(),
            _broker.Issuer.Token(claims => claims["iss"] = "https://other.example"),
            _broker.Issuer.Token(claims => claims["aud"] = "another"),
            _broker.Issuer.Token(claims => claims["exp"] = now - 60),
            _broker.Issuer.Token(claims => claims.Remove("exp")),
            _broker.Issuer.Token(claims => claims["nbf"] = now + 3_600),
            _broker.Issuer.Token(claims => claims.Remove("sub")),
            _broker.Issuer.Token(claims => claims["sub"] = "tom\nann"),
            _broker.Issuer.Token(algorithm: "none"),
            _broker.Issuer.Token(algorithm: "HS256"),
            _broker.Issuer.Token()[..^4] + "AAAA",
            "x",
        ];
        foreach (var token in tokens)
            Assert.AreEqual(HttpStatusCode.Unauthorized, await _broker.StatusAsync("/news", SecuredBroker.Bearer(token)), token);
        Assert.DoesNotContain(tokens[0], _broker.Host.Output, "Secrets are never printed.");
    }

    [TestMethod]
    public async Task SOAP_takes_a_token_of_the_issuer_and_refuses_one_that_is_foreign_or_expired()
    {
        using var foreign = new TokenIssuer();
        var expired = _broker.Issuer.Token(claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60);
        Assert.AreEqual(HttpStatusCode.OK, await SoapStatusAsync(_broker.Issuer.Token()));
        foreach (var token in (string[])[foreign.Token(), expired, "x"])
            Assert.AreEqual(HttpStatusCode.Unauthorized, await SoapStatusAsync(token));
    }

    [TestMethod]
    public async Task Without_a_login_rules_for_anonymous_callers_hold_for_reading_listing_and_streams()
    {
        Assert.AreEqual(HttpStatusCode.Created, await _broker.StatusAsync("/news/public/x", SecuredBroker.Basic()));
        Assert.AreEqual(HttpStatusCode.Created, await _broker.StatusAsync("/news/secret", SecuredBroker.Basic()));
        using var http = new HttpClient { BaseAddress = _broker.Host.HttpUrl };
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(new Uri("api/topics/news/public/x/last", UriKind.Relative))).StatusCode);
        using var refused = await http.GetAsync(new Uri("api/topics/news/secret/last", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.StatusCode, "With a login it may be read.");
        Assert.AreEqual("Basic realm=\"WcfBroker\", charset=\"UTF-8\" Bearer", string.Join(' ', refused.Headers.WwwAuthenticate));
        StringAssert.Contains(await refused.Content.ReadAsStringAsync(), "\"code\":\"AccessDenied\",\"parameter\":\"topic\",\"value\":\"/news/secret\"");
        var topics = await http.GetStringAsync(new Uri("api/topics", UriKind.Relative));
        StringAssert.Contains(topics, "/news/public/x");
        Assert.DoesNotContain("/news/secret", topics);
        await using var stream = await EventReader.OpenAsync(_broker.Host.HttpUrl, "topic=/news/public");
        var wider = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => EventReader.OpenAsync(_broker.Host.HttpUrl, "topic=/news/%2B/x"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, wider.StatusCode);
        Assert.AreEqual("live\n", await http.GetStringAsync(new Uri("health/live", UriKind.Relative)));
    }

    [TestMethod]
    public async Task A_stream_ends_with_the_token_that_opened_it()
    {
        // The clocks of issuer and broker may differ by 30 s.
        var token = _broker.Issuer.Token(claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 24);
        using var http = new HttpClient { BaseAddress = _broker.Host.HttpUrl };
        http.DefaultRequestHeaders.Authorization = SecuredBroker.Bearer(token);
        await using var stream = await http.GetStreamAsync(new Uri("api/subscribe?topic=/news", UriKind.Relative));
        using var reader = new StreamReader(stream);
        await Assert.ThrowsAsync<IOException>(reader.ReadToEndAsync);
        await _broker.Host.WaitForAsync("was ended: its login has expired");
    }

    [TestMethod]
    public async Task Many_requests_of_one_connection_compare_the_password_once()
    {
        using var http = new HttpClient { BaseAddress = _broker.Host.HttpUrl };
        http.DefaultRequestHeaders.Authorization = SecuredBroker.Basic();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (var i = 0; i < 1_000; i++)
            (await http.GetAsync(new Uri("api/topics", UriKind.Relative), patience.Token)).EnsureSuccessStatusCode();
    }

    [TestMethod]
    public async Task Users_come_and_go_while_the_broker_runs()
    {
        await _broker.UserAsync("add", "eve", "--role", "press");
        await _broker.Host.WaitForAsync("read again: 2 users, 2 rules");
        Assert.AreEqual(HttpStatusCode.Created, await _broker.StatusAsync("/news/e", SecuredBroker.Basic("eve")));
        await _broker.UserAsync("remove", "eve");
        await _broker.Host.WaitForAsync("read again: 1 users, 2 rules");
        Assert.AreEqual(HttpStatusCode.Unauthorized, await _broker.StatusAsync("/news/e", SecuredBroker.Basic("eve")));
    }

    private static async Task<HttpStatusCode> SoapStatusAsync(string token)
    {
        using var http = new HttpClient { BaseAddress = _broker.Host.HttpUrl };
        http.DefaultRequestHeaders.Authorization = SecuredBroker.Bearer(token);
        using var envelope = new StringContent(
            """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><PublishText xmlns="http://schemas.wcfbroker.net/2026/11"><topic>/news</topic><text>x</text></PublishText></s:Body></s:Envelope>""",
            null,
            "text/xml");
        envelope.Headers.Add("SOAPAction", "\"http://schemas.wcfbroker.net/2026/11/Publisher/PublishText\"");
        using var answer = await http.PostAsync(new Uri("broker", UriKind.Relative), envelope);
        return answer.StatusCode;
    }
}
