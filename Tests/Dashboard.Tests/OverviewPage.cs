using WcfBroker.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>The first page: what the broker does now, and what its keeper should know.</summary>
[TestClass]
public sealed class OverviewPage
{
    private static UsedBroker _broker = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await UsedBroker.StartAsync("--Storage:FlushBeforeReceipt=false");

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task Rates_move_while_messages_are_published_and_delivered()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/");
        using var over = new CancellationTokenSource();
        var traffic = PublishAsync(over.Token);
        try
        {
            foreach (var rate in (string[])["Published", "Delivered", "Acknowledged"])
                await Expect(visitor.Page.Locator($"[data-rate={rate}]")).Not.ToHaveTextAsync("0");
            await Expect(visitor.Page.Locator(".chart-line")).ToHaveCountAsync(3);
            await visitor.KeepPictureAsync(TestContext, "overview-live");
        }
        finally
        {
            await over.CancelAsync();
            await traffic;
        }
    }

    [TestMethod]
    public async Task It_shows_counts_connections_and_warnings()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/");
        var main = visitor.Page.Locator("main");
        await Expect(main.Locator(".metric", new() { HasText = "Dead letters" })).ToContainTextAsync("3");
        await Expect(main.Locator(".metric", new() { HasText = "Durable subscriptions" })).ToContainTextAsync("1");
        await Expect(main.Locator(".metric", new() { HasText = "History in memory" })).ToContainTextAsync("KiB");
        await Expect(main.Locator("tr", new() { HasText = "NetTcp" }).Locator("[data-label=Connections]")).ToHaveTextAsync("2");
        await Expect(main.GetByRole(Microsoft.Playwright.AriaRole.Alert).Or(main.Locator(".mud-alert"))).ToContainTextAsync(["Storage:FlushBeforeReceipt is false"]);
    }

    private static async Task PublishAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await _broker.Client.PublishTextAsync("/sensors/hall/temperature", "21.5");
            await _broker.Client.PublishTextAsync("/invoices", "18");
        }
    }
}
