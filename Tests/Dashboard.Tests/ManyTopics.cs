using Microsoft.Playwright;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Dashboard.Tests.Browser;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>A hundred thousand topics: the page holds what is in view, however many there are.</summary>
[TestClass]
public sealed class ManyTopics
{
    private const int Topics = 100_000;
    private const int ElementsMax = 3_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task A_hundred_thousand_topics_are_looked_at_a_window_at_a_time()
    {
        await using var host = await RunningBroker.StartAsync("--Storage:FlushBeforeReceipt=false");
        await using var publisher = new PlainClient<IPublisher>(host.Url);
        foreach (var batch in Enumerable.Range(0, Topics / 1_000))
            await publisher.Broker.PublishBatchAsync([.. Enumerable.Range(0, 1_000).Select(i => new TopicMessage { Topic = $"/plant/line{batch % 50}/device{batch}-{i}" })]);
        await using var visitor = await Visitor.ComeAsync(host);
        await visitor.OpenAsync("/topics");
        var plant = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Subtopics of /plant", Exact = true });
        await plant.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Subtopics of /plant/line0", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText("device0-0", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".topic-row").Filter(new() { HasText = "device0-0" }).Locator(".topic-count")).ToContainTextAsync("1");
        await BoundedAsync(visitor);

        // To the end of what is loaded, and on.
        var list = visitor.Page.Locator(".topic-window");
        await RepeatAsync(async () =>
        {
            await list.EvaluateAsync("list => list.scrollTop = 41 * 190");
            await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show more of /plant/line0", Exact = true })).ToBeVisibleAsync(new() { Timeout = 2_000 });
        });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show more of /plant/line0", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText("device0-200", new() { Exact = true })).ToBeVisibleAsync();
        await BoundedAsync(visitor);

        await visitor.Page.Locator("#find").FillAsync("device99-999");
        await Expect(visitor.Page.GetByText("/plant/line49/device99-999", new() { Exact = true })).ToBeVisibleAsync();
        await visitor.Page.Locator("#find").FillAsync("device");
        await Expect(visitor.Page.Locator("[role=status]")).ToContainTextAsync("The first 200 are shown");
        await visitor.KeepPictureAsync(TestContext, "topics-many");
        await BoundedAsync(visitor);
        await visitor.OpenAsync("/");
        await Expect(visitor.Page.Locator(".metric", new() { HasText = "Topics" })).ToContainTextAsync("100,051");
    }

    private static async Task BoundedAsync(Visitor visitor)
    {
        Assert.IsLessThan(ElementsMax, await visitor.Page.EvaluateAsync<int>("() => document.querySelectorAll('*').length"));
        Assert.IsLessThan(100, await visitor.Page.Locator(".topic-row").CountAsync());
    }

    private static async Task RepeatAsync(Func<Task> attempt)
    {
        for (var attempts = 5; ; attempts--)
        {
            try
            {
                await attempt();
                return;
            }
            catch (PlaywrightException) when (attempts > 1)
            {
                // The list grows while it is scrolled.
                continue;
            }
        }
    }
}
