using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Rest;

/// <summary>S20: what HTTP takes, all can read.</summary>
[TestClass]
public sealed class RestPublishing
{
    private static RunningBroker _broker = null!;
    private static HttpClient _http = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _broker = await RunningBroker.StartAsync();
        _http = new HttpClient { BaseAddress = _broker.HttpUrl };
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        _http.Dispose();
        await _broker.DisposeAsync();
    }

    [TestMethod]
    public async Task All_members_of_a_message_reach_a_WCF_client_and_come_back()
    {
        await using var wcf = new WcfClient(_broker.Url);
        await wcf.Broker.SubscribeAsync("/rest/é", null);
        byte[] body = [0xff, 0x00, 0x80];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-thing");
        content.Headers.Add("X-Message-Id", "m%C3%A9%25");
        content.Headers.Add("X-Correlation-Id", "c1");
        content.Headers.Add("X-Reply-To", "/answers");
        content.Headers.Add("X-Time-To-Live", "PT1M30S");
        content.Headers.Add("X-Header-by", "me");
        content.Headers.Add("X-Header-t%C3%A9xt", "two%0D%0Alines");

        using var answer = await _http.PostAsync("api/topics/%2Frest%2F%C3%A9/messages", content);

        Assert.AreEqual(HttpStatusCode.Created, answer.StatusCode);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.AreEqual(("Disk", 1), (receipt.GetProperty("durability").GetString(), receipt.GetProperty("matchedSubscriptions").GetInt32()));
        var delivery = wcf.Recorder.Next();
        Assert.AreEqual(receipt.GetProperty("sequence").GetInt64(), delivery.Sequence);
        Assert.AreEqual(
            ("/rest/é", "application/x-thing", "mé%", "c1", "/answers", TimeSpan.FromSeconds(90)),
            (delivery.Topic, delivery.ContentType, delivery.Id, delivery.CorrelationId, delivery.ReplyTo, delivery.TimeToLive));
        CollectionAssert.AreEqual(body, delivery.Body);
        CollectionAssert.AreEqual((string[])["by=me", "téxt=two\r\nlines"], delivery.Headers!.Select(header => $"{header.Name}={header.Value}").ToArray());

        using var last = await _http.GetAsync("api/topics/rest/%C3%A9/last");
        CollectionAssert.AreEqual(body, await last.Content.ReadAsByteArrayAsync());
        Assert.AreEqual("application/x-thing", last.Content.Headers.ContentType!.ToString());
        Assert.AreEqual(
            ("/rest/%C3%A9", $"{delivery.Sequence}", "m%C3%A9%25", "90", "two%0D%0Alines"),
            (Header(last, "X-Topic"), Header(last, "X-Sequence"), Header(last, "X-Message-Id"), Header(last, "X-Time-To-Live"), Header(last, "X-Header-t%C3%A9xt")));
    }

    [TestMethod]
    public async Task The_same_id_again_answers_with_the_first_receipt()
    {
        var first = await PublishAsync("/twice", "x", ("X-Message-Id", "1"));
        var second = await PublishAsync("/twice", "x", ("X-Message-Id", "1"));

        Assert.AreEqual((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.IsTrue(second.Receipt.GetProperty("duplicate").GetBoolean());
        Assert.AreEqual(first.Receipt.GetProperty("sequence").GetInt64(), second.Receipt.GetProperty("sequence").GetInt64());
    }

    [TestMethod]
    public async Task A_topic_without_a_last_message_or_with_a_cleared_one_is_not_found()
    {
        using var never = await _http.GetAsync("api/topics/cleared/last");
        Assert.AreEqual(HttpStatusCode.NotFound, never.StatusCode);
        await PublishAsync("/cleared", "x");
        Assert.AreEqual("x", await _http.GetStringAsync("api/topics/cleared/last"));

        await PublishAsync("/cleared", "", ("X-Clear-Retained", "true"));

        using var cleared = await _http.GetAsync("api/topics/cleared/last");
        Assert.AreEqual(HttpStatusCode.NotFound, cleared.StatusCode);
    }

    [TestMethod]
    public async Task Topics_are_listed_page_by_page()
    {
        foreach (var name in new[] { "b", "a", "c" })
            await PublishAsync($"/list/{name}", name);
        var names = new List<string>();
        var next = "";
        do
        {
            var page = await _http.GetFromJsonAsync<JsonElement>($"api/topics?prefix=/list&count=2{next}");
            names.AddRange(page.GetProperty("topics").EnumerateArray().Select(topic => topic.GetProperty("name").GetString()!));
            next = page.TryGetProperty("next", out var after) ? $"&after={after.GetString()}" : null;
        }
        while (next is not null);

        CollectionAssert.AreEquivalent((string[])["/list/a", "/list/b", "/list/c"], names.Where(name => name != "/list").ToArray());
    }

    [TestMethod]
    public async Task A_page_that_a_message_carries_is_run_by_no_browser()
    {
        using var content = new StringContent("<script>alert(1)</script>", Encoding.UTF8, "text/html");
        using var published = await _http.PostAsync("api/topics/page/messages", content);
        using var last = await _http.GetAsync("api/topics/page/last");

        StringAssert.Contains(Header(last, "Content-Security-Policy"), "sandbox");
        Assert.AreEqual(("nosniff", "no-store"), (Header(last, "X-Content-Type-Options"), Header(last, "Cache-Control")));
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join('|', answer.Headers.TryGetValues(name, out var values) ? values : []);

    private static async Task<(HttpStatusCode Status, JsonElement Receipt)> PublishAsync(string topic, string text, params (string Name, string Value)[] headers)
    {
        using var content = new StringContent(text);
        foreach (var (name, value) in headers)
            content.Headers.Add(name, value);
        using var answer = await _http.PostAsync($"api/topics{topic}/messages", content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
