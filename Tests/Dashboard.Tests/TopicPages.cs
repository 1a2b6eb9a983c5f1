using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>The tree of topics, and the page of one: its messages, also those of long ago, and a form to publish.</summary>
[TestClass]
public sealed class TopicPages
{
    private static UsedBroker _broker = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) =>
        _broker = await UsedBroker.StartAsync("--Policies:0:Topics=/volatile", "--Policies:0:Durability=Memory");

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task Levels_open_one_by_one_with_their_last_messages()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topics");
        await Expect(Topic(visitor, "orders")).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Subtopics of /shop", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Subtopics of /shop/orders" }).ClickAsync();
        var berlin = visitor.Page.Locator(".topic-row", new() { HasText = "berlin" });
        await Expect(berlin.Locator(".topic-count")).ToContainTextAsync("12");
        await Expect(berlin.Locator(".topic-last")).ToContainTextAsync("shop/orders/berlin reading");
        await visitor.KeepPictureAsync(TestContext, "topics-open");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Subtopics of /shop", Exact = true }).ClickAsync();
        await Expect(Topic(visitor, "orders")).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task Rates_and_last_messages_follow_what_is_published()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topics");
        var row = visitor.Page.Locator(".topic-row", new() { HasText = "invoices" }).First;
        await Expect(row.Locator(".topic-last")).Not.ToContainTextAsync("fresh");
        await _broker.Client.PublishTextAsync("/invoices", "fresh");
        await Expect(row.Locator(".topic-last")).ToContainTextAsync("fresh");
    }

    [TestMethod]
    [DataRow("paris", "/shop/orders/paris")]
    [DataRow("/sensors/roof", "/sensors/roof/wind")]
    [DataRow("/sensors/ro", "/sensors/roof/wind")]
    [DataRow("/sensors/roof/", "/sensors/roof/wind")]
    public async Task Topics_are_found_by_a_part_of_their_names_and_below_others(string words, string found)
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topics");
        await visitor.Page.Locator("#find").FillAsync(words);
        await Expect(Topic(visitor, found)).ToBeVisibleAsync();
        await Expect(Topic(visitor, "shop")).ToHaveCountAsync(0);
    }

    [TestMethod]
    [DataRow("/kinds/json", "JSON", "\"order\": 4711,")]
    [DataRow("/kinds/xml", "XML", "  <line article=\"lamp\" count=\"2\" />")]
    [DataRow("/kinds/text", "Text", UsedBroker.Script)]
    [DataRow("/kinds/bytes", "Hex", "89 50 4e 47 0d 0a 1a 0a")]
    public async Task Bodies_are_shown_as_what_they_are_and_never_run(string topic, string kind, string shown)
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync($"/topic?name={topic}");
        await visitor.Page.Locator(".message").First.ClickAsync();
        await Expect(visitor.Page.Locator(".body-kind")).ToContainTextAsync(kind);
        await Expect(visitor.Page.Locator(".body")).ToContainTextAsync(shown, new() { UseInnerText = true });
        await Expect(visitor.Page).ToHaveTitleAsync($"{topic} – WcfBroker");
        Assert.AreEqual(0, await visitor.Page.Locator("main script").CountAsync());
        if (topic == "/kinds/json")
            await Expect(visitor.Page.Locator(".facts")).ToContainTextAsync("till 3");
    }

    [TestMethod]
    public async Task What_is_written_into_the_form_is_published_and_appears()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topic?name=/desk/new");
        await visitor.Page.Locator("#content-type").SelectOptionAsync(ContentTypes.Json);
        await visitor.Page.Locator("#body").FillAsync("""{"by":"hand"}""");
        await visitor.Page.GetByText("Headers, id, time to live").ClickAsync();
        await visitor.Page.Locator("#headers").FillAsync("no colon");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(visitor.Page.Locator("form .mud-alert")).ToContainTextAsync("which 'no colon' is not");
        await visitor.Page.Locator("#headers").FillAsync("colour: blue");
        await visitor.Page.Locator("#message-id").FillAsync("hand-1");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(visitor.Page.Locator(".mud-snackbar")).ToContainTextAsync("Published as #");
        await Expect(visitor.Page.Locator(".message .preview")).ToHaveTextAsync("""{"by":"hand"}""");
        var last = (await _broker.Client.GetLastMessageAsync("/desk/new"))!;
        Assert.AreEqual(ContentTypes.Json, last.ContentType);
        Assert.AreEqual("hand-1", last.Id);
        Assert.AreEqual("colour=blue", string.Join(' ', last.Headers!.Select(header => $"{header.Name}={header.Value}")));
        Assert.AreEqual("""{"by":"hand"}""", Encoding.UTF8.GetString(last.Body!));
    }

    [TestMethod]
    public async Task Of_a_topic_in_memory_alone_the_last_message_is_shown_and_why()
    {
        await _broker.Client.PublishTextAsync("/volatile/rate", "0.7");
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topic?name=/volatile/rate");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("kept in memory alone, and not listed");
        await Expect(visitor.Page.Locator(".body")).ToHaveTextAsync("0.7");
        await _broker.Client.PublishTextAsync("/volatile/rate", "0.8");
        await Expect(visitor.Page.Locator(".body")).ToHaveTextAsync("0.8");
        await visitor.KeepPictureAsync(TestContext, "in-memory");
    }

    [TestMethod]
    [DataRow("/topic")]
    [DataRow("/topic?name=")]
    [DataRow("/topic?name=no-topic")]
    [DataRow("/topic?name=%00%3Cscript%3E")]
    public async Task A_page_of_no_topic_says_so_and_stands(string path)
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync(path);
        await Expect(visitor.Page.Locator("#body")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("This page failed")).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task A_refusal_of_the_broker_is_told_in_its_words()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topic?name=/$secret");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(visitor.Page.Locator("form .mud-alert")).ToContainTextAsync("Names that begin with '/$' belong to the broker.");
    }

    [TestMethod]
    public async Task One_looks_back_as_far_as_messages_are_kept()
    {
        foreach (var batch in Enumerable.Range(0, 3))
            await _broker.Client.PublishBatchAsync([.. Enumerable.Range(0, 1_000).Select(i => Message(i % 10 == 0 ? "/past/wanted" : "/past/other", $"{(batch * 1_000) + i}"))]);
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topic?name=/past/wanted");
        var (first, last) = (visitor.Page.Locator(".message .preview").First, visitor.Page.Locator(".message .preview").Last);
        await Expect(first).ToHaveTextAsync("2990");
        await Expect(last).ToHaveTextAsync("2500");
        await ClickAsync("Older");
        await Expect(first).ToHaveTextAsync("2490");
        await ClickAsync("Newer");
        await Expect(first).ToHaveTextAsync("2990");
        await ClickAsync("Oldest");
        await Expect(last).ToHaveTextAsync("0");
        await Expect(first).ToHaveTextAsync("490");
        var middle = (await visitor.Page.Locator(".message .sequence").First.TextContentAsync())!.TrimStart('#');
        await ClickAsync("Newest, live");
        await Expect(first).ToHaveTextAsync("2990");
        await visitor.Page.Locator("#from-sequence").FillAsync(middle);
        await visitor.Page.Locator("#from-sequence").PressAsync("Enter");
        await Expect(last).ToHaveTextAsync("490");
        await visitor.Page.Locator("#from-time").FillAsync(TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        await visitor.Page.Locator("#from-time").PressAsync("Enter");
        await Expect(visitor.Page.Locator(".message")).ToHaveCountAsync(0);

        Task ClickAsync(string button) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    private static TopicMessage Message(string topic, string text) => new() { Topic = topic, Message = new BrokerMessage { ContentType = ContentTypes.Text, Body = Encoding.UTF8.GetBytes(text) } };

    private static ILocator Topic(Visitor visitor, string name) => visitor.Page.Locator(".topic-name a").GetByText(name, new() { Exact = true });
}
