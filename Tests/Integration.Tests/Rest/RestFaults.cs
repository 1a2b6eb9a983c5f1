using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Rest;

/// <summary>What HTTP callers do wrong, and how it is told.</summary>
[TestClass]
public sealed class RestFaults
{
    private static RunningBroker _broker = null!;
    private static HttpClient _http = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _broker = await RunningBroker.StartAsync("--Limits:PayloadBytesMax=1000", "--Limits:SessionsMax=1", "--Http:HeaderBytesMax=16384");
        _http = new HttpClient { BaseAddress = _broker.HttpUrl };
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        _http.Dispose();
        await _broker.DisposeAsync();
    }

    [TestMethod]
    [DataRow("GET", "api/topics/%2Fa%2F%2Fb/last", "", 400, "InvalidTopic", "topic")]
    [DataRow("POST", "api/topics/%2F$sys/messages", "", 400, "InvalidTopic", "topic")]
    [DataRow("POST", "api/topics/a%2B/messages", "", 400, "InvalidTopic", "topic")]
    [DataRow("POST", "api/topics/a/messages", "X-Time-To-Live: soon", 400, "InvalidArgument", "X-Time-To-Live")]
    [DataRow("POST", "api/topics/a/messages", "X-Time-To-Live: -1", 400, "InvalidMessage", "message.timeToLive")]
    [DataRow("POST", "api/topics/a/messages", "X-Time-To-Live: 1e300", 400, "InvalidArgument", "X-Time-To-Live")]
    [DataRow("POST", "api/topics/a/messages", "X-Clear-Retained: true", 400, "InvalidMessage", "message.clearRetained")]
    [DataRow("POST", "api/topics/a/messages", "X-Message-Id: a%00", 400, "InvalidMessage", "message.id")]
    [DataRow("POST", "api/topics/a/messages", "Content-Encoding: gzip", 400, "InvalidArgument", "Content-Encoding")]
    [DataRow("POST", "api/topics/a/messages?topic=/b", "", 400, "InvalidArgument", "topic")]
    [DataRow("GET", "api/topics?count=1001", "", 400, "InvalidArgument", "count")]
    [DataRow("GET", "api/topics?count=many", "", 400, "InvalidArgument", "count")]
    [DataRow("GET", "api/topics?cuont=1", "", 400, "InvalidArgument", "cuont")]
    [DataRow("GET", "api/subscribe", "", 400, "InvalidArgument", "topic")]
    [DataRow("GET", "api/subscribe?topic=a", "", 400, "InvalidTopic", "topic")]
    [DataRow("GET", "api/subscribe?topic=/a&topic=b", "", 400, "InvalidTopic", "topic")]
    [DataRow("GET", "api/subscribe?topic=/a&start=seq:x", "", 400, "InvalidArgument", "start")]
    [DataRow("GET", "api/subscribe?topic=/a&start=seq:0", "", 400, "InvalidArgument", "options.startSequence")]
    [DataRow("GET", "api/subscribe?topic=/a&whenSlow=LatestPerTopic", "", 400, "InvalidArgument", "whenSlow")]
    [DataRow("GET", "api/subscribe?topic=/a", "Last-Event-ID: 17", 400, "InvalidArgument", "Last-Event-ID")]
    [DataRow("GET", "api/subscribe?topic=/a", "Last-Event-ID: e-1.2", 400, "InvalidArgument", "Last-Event-ID")]
    public async Task A_wrong_call_is_told_by_code_and_parameter(string method, string path, string header, int status, string code, string parameter)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("x");
        if (header.Split(": ") is [var name, var value] && !request.Headers.TryAddWithoutValidation(name, value))
            request.Content!.Headers.Add(name, value);

        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        await AssertAsync(answer, status, code, parameter);
    }

    [TestMethod]
    [DataRow(false, "1001 bytes")]
    [DataRow(true, null)]
    public async Task A_body_that_is_too_large_is_told_with_the_limit(bool chunked, string? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/topics/a/messages") { Content = new ByteArrayContent(new byte[1_001]) };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await _http.SendAsync(request);

        var problem = await AssertAsync(answer, 413, "LimitExceeded", "message.body");
        Assert.AreEqual("1000 bytes", problem.GetProperty("limit").GetString());
        Assert.AreEqual(value, problem.TryGetProperty("value", out var found) ? found.GetString() : null);
    }

    [TestMethod]
    public async Task Headers_past_the_limit_of_messages_are_a_problem_and_past_that_of_HTTP_are_refused_unread()
    {
        using var many = new StringContent("x");
        many.Headers.Add("X-Header-a", new string('x', 9_000));
        using var tooMany = await _http.PostAsync("api/topics/a/messages", many);
        await AssertAsync(tooMany, 422, "LimitExceeded", "message.headers");

        using var endless = new StringContent("x");
        endless.Headers.Add("X-Header-a", new string('x', 17_000));
        using var refused = await _http.PostAsync("api/topics/a/messages", endless);
        Assert.AreEqual(HttpStatusCode.RequestHeaderFieldsTooLarge, refused.StatusCode);
    }

    [TestMethod]
    public async Task More_streams_than_sessions_are_refused()
    {
        await using var first = await EventReader.OpenAsync(_broker.HttpUrl, "topic=/a");

        using var second = await _http.GetAsync("api/subscribe?topic=/a", HttpCompletionOption.ResponseHeadersRead);

        await AssertAsync(second, 503, "LimitExceeded", "session");
    }

    [TestMethod]
    [DataRow("Host", "evil.example", HttpStatusCode.BadRequest)]
    [DataRow("Host", "localhost.evil.example:8080", HttpStatusCode.BadRequest)]
    [DataRow("Host", "localhost:1234", HttpStatusCode.OK)]
    [DataRow("Host", "[::1]", HttpStatusCode.OK)]
    [DataRow("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [DataRow("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_site_reaches_nothing(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/live");
        request.Headers.Add(header, value);

        using var answer = await _http.SendAsync(request);

        Assert.AreEqual(status, answer.StatusCode);
        Assert.IsFalse(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [TestMethod]
    public async Task A_page_of_the_broker_itself_reaches_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/live");
        request.Headers.Add("Origin", _broker.HttpUrl.GetLeftPart(UriPartial.Authority));
        using var answer = await _http.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [TestMethod]
    public async Task A_broker_that_works_says_so() => Assert.AreEqual("live\n", await _http.GetStringAsync("health/live"));

    [TestMethod]
    public async Task A_broker_that_is_ready_names_what_it_looked_at()
    {
        using var answer = await _http.GetAsync("health/ready");
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.AreEqual("ready", report.GetProperty("status").GetString());
        CollectionAssert.AreEqual(
            (string[])["process True", "loop True", "store True", "disk True"],
            report.GetProperty("checks").EnumerateArray().Select(check => $"{check.GetProperty("name")} {check.GetProperty("ok")}").ToArray());
    }

    [TestMethod]
    public async Task A_broker_whose_store_has_no_room_is_not_ready()
    {
        await using var full = await RunningBroker.StartAsync($"--Storage:FreeDiskBytesMin={1L << 50}");
        using var answer = await _http.GetAsync(new Uri(full.HttpUrl, "health/ready"));
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        StringAssert.Contains(await answer.Content.ReadAsStringAsync(), "\"name\":\"disk\",\"ok\":false");

        await full.WaitForAsync("Publishing is refused");
        using var content = new StringContent("x");
        using var refused = await _http.PostAsync(new Uri(full.HttpUrl, "api/topics/a/messages"), content);
        await AssertAsync(refused, 507, "StoreFull", null);
    }

    private static async Task<JsonElement> AssertAsync(HttpResponseMessage answer, int status, string code, string? parameter)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), text);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.AreEqual(
            (code, parameter, status),
            (problem.GetProperty("code").GetString(), problem.TryGetProperty("parameter", out var found) ? found.GetString() : null, problem.GetProperty("status").GetInt32()), text);
        return problem;
    }
}
