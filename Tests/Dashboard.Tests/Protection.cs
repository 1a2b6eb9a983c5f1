using System.Net;
using System.Net.WebSockets;
using Microsoft.Playwright;
using WcfBroker.Dashboard.Tests.Browser;
using WcfBroker.Integration.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>What keeps other sites out, and the broker from being asked for too much.</summary>
[TestClass]
public sealed class Protection
{
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync("--Dashboard:CircuitsMax=2");

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task Everything_comes_from_the_broker_itself_and_pages_say_so()
    {
        await using var visitor = await Visitor.ComeAsync(_broker);
        var response = await visitor.OpenAsync("/");
        await visitor.OpenAsync("/topics");
        foreach (var url in visitor.Requested.Where(url => url.Scheme is not "data"))
            Assert.AreEqual(_broker.HttpUrl.Authority, url.Authority, $"{url}");
        Assert.IsEmpty(visitor.Errors);
        var headers = await response.AllHeadersAsync();
        Assert.StartsWith("default-src 'none'; script-src 'self';", headers["content-security-policy"]);
        Assert.DoesNotContain("http", headers["content-security-policy"]);
        Assert.AreEqual("DENY", headers["x-frame-options"]);
        Assert.AreEqual("nosniff", headers["x-content-type-options"]);
        Assert.AreEqual("no-referrer", headers["referrer-policy"]);
        Assert.Contains("no-store", headers["cache-control"]);
    }

    [TestMethod]
    [DataRow("http://evil.example")]
    [DataRow("null")]
    public async Task A_websocket_of_another_origin_is_refused(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsExactlyAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{_broker.HttpUrl.Authority}/_blazor"), CancellationToken.None));
        Assert.AreEqual(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [TestMethod]
    public async Task A_name_that_somebody_lets_point_here_is_refused()
    {
        using var http = new HttpClient { BaseAddress = _broker.HttpUrl };
        http.DefaultRequestHeaders.Host = "evil.example";
        using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [TestMethod]
    public async Task What_is_not_there_is_not_found_and_other_routes_stay()
    {
        using var http = new HttpClient { BaseAddress = _broker.HttpUrl };
        Assert.AreEqual(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("_content/MudBlazor/../secret", UriKind.Relative))).StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("_framework/other.js", UriKind.Relative))).StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("nothing", UriKind.Relative))).StatusCode);
        Assert.Contains("curl", await http.GetStringAsync(new Uri("broker", UriKind.Relative)));
    }

    [TestMethod]
    public async Task Only_so_many_pages_are_open_at_once()
    {
        await using var broker = await RunningBroker.StartAsync("--Dashboard:CircuitsMax=1");
        await using (var first = await Visitor.ComeAsync(broker))
        {
            await first.OpenAsync("/");
            await using var second = await Visitor.ComeAsync(broker);
            var refused = await second.Page.GotoAsync(broker.HttpUrl.AbsoluteUri);
            Assert.AreEqual(503, refused!.Status);
            Assert.Contains("Dashboard:CircuitsMax", await refused.TextAsync());
            await first.Page.GetByRole(AriaRole.Link, new() { Name = "Sessions", Exact = true }).First.ClickAsync();
            await Expect(first.Heading).ToHaveTextAsync("Sessions");
        }
    }

    [TestMethod]
    public async Task Without_the_dashboard_the_root_leads_to_the_help_page()
    {
        await using var broker = await RunningBroker.StartAsync("--Dashboard:Enabled=false");
        using var http = new HttpClient { BaseAddress = broker.HttpUrl };
        Assert.Contains("curl", await http.GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.AreEqual(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("topics", UriKind.Relative))).StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("_blazor/negotiate", UriKind.Relative))).StatusCode);
    }

    [TestMethod]
    public async Task An_open_page_does_not_keep_the_broker_from_stopping()
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var visitor = await Visitor.ComeAsync(broker);
        await visitor.OpenAsync("/");
        await broker.SignalAsync("TERM");
        Assert.AreEqual(0, await broker.ExitCodeAsync());
    }
}
