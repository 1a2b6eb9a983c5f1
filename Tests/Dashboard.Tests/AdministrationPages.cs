using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Dashboard.Tests.Browser;
using WcfBroker.Integration.Tests.Clients;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>Subscriptions, sessions and dead letters: what they show, and what can be done there.</summary>
[TestClass]
public sealed class AdministrationPages
{
    private UsedBroker _broker = null!;

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public async Task StartAsync() => _broker = await UsedBroker.StartAsync();

    [TestCleanup]
    public async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task Subscriptions_show_their_lag_and_are_deleted_after_a_question()
    {
        await using (var client = new WcfClient(_broker.Host.Url))
            await client.Broker.SubscribeAsync("/shop", new SubscriptionOptions { Durable = "audit", Start = StartPositions.New });
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/subscriptions");
        var row = visitor.Page.Locator("tbody tr", new() { HasText = "audit" });
        await Expect(row.Locator("[data-label=Members]")).ToContainTextAsync("none for");
        foreach (var _ in Enumerable.Range(0, 5))
            await _broker.Client.PublishTextAsync("/shop/returns", "late");
        await Expect(row.Locator("[data-label=Lag]")).ToHaveTextAsync("5");
        await Expect(visitor.Page.Locator("tbody tr", new() { HasText = UsedBroker.Subscription }).Locator("[data-label='Dead letters']")).ToHaveTextAsync("3");

        await ClickAsync(visitor, "Delete audit");
        await Expect(Dialog(visitor)).ToContainTextAsync("Its place is forgotten");
        await visitor.KeepPictureAsync(TestContext, "delete-dialog", wholePage: false);
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Dialog(visitor)).ToHaveCountAsync(0);
        await Expect(row).ToHaveCountAsync(1);
        await ClickAsync(visitor, "Delete audit");
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await using var administration = new PlainClient<IBrokerAdministration>(_broker.Host.Url);
        Assert.AreEqual(UsedBroker.Subscription, string.Join(' ', (await administration.Broker.ListSubscriptionsAsync(null, 0)).Subscriptions.Select(one => one.Name)));
    }

    [TestMethod]
    public async Task A_subscription_is_paused_and_resumed()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/subscriptions");
        var row = visitor.Page.Locator("tbody tr", new() { HasText = UsedBroker.Subscription });
        await ClickAsync(visitor, $"Pause {UsedBroker.Subscription}");
        await Expect(row.Locator(".is-paused")).ToHaveTextAsync("Paused");
        await _broker.Client.PublishTextAsync("/invoices", "18");
        await Expect(row.Locator("[data-label=Lag]")).ToHaveTextAsync("1");
        await visitor.KeepPictureAsync(TestContext, "paused");
        await ClickAsync(visitor, $"Resume {UsedBroker.Subscription}");
        await Expect(row.Locator(".is-paused")).ToHaveCountAsync(0);
        await Expect(row.Locator("[data-label=Lag]")).ToHaveTextAsync("0");
    }

    [TestMethod]
    public async Task A_message_of_a_topic_and_those_after_it_are_replayed_to_a_subscription()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/topic?name=/invoices");
        await visitor.Page.Locator(".message").Last.ClickAsync();
        await Expect(visitor.Page.Locator("#replay-to")).ToHaveValueAsync(UsedBroker.Subscription);
        await visitor.KeepPictureAsync(TestContext, "replay");
        _broker.Accept();
        await ClickAsync(visitor, "This message");
        await Expect(visitor.Page.Locator(".mud-snackbar").First).ToContainTextAsync($"1 message replayed to {UsedBroker.Subscription}.");
        Assert.AreEqual("bad 1", Encoding.UTF8.GetString(_broker.Taken().Body!));
        await ClickAsync(visitor, "From here on");
        await Expect(Dialog(visitor)).ToContainTextAsync("10,000 at the most");
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();

        // The first may be on its way still.
        await Expect(visitor.Page.Locator(".mud-snackbar", new() { HasTextRegex = new Regex($"[34] messages replayed to {UsedBroker.Subscription}.") })).ToHaveCountAsync(1);
        await visitor.OpenAsync("/topic?name=/kinds/json");
        await visitor.Page.Locator(".message").First.ClickAsync();
        await Expect(visitor.Page.Locator(".replay")).ToContainTextAsync("No durable subscription is given the messages of this topic");
    }

    [TestMethod]
    public async Task Sessions_show_where_they_come_from_and_go_when_they_end()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/sessions");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("net.tcp");
        await using (var client = new WcfClient(_broker.Host.Url))
        {
            await client.Broker.SubscribeAsync("/shop", null);
            await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(3);
        }

        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(2);
    }

    [TestMethod]
    public async Task A_dead_letter_is_replayed_or_purged_and_all_are_purged_after_a_question()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/dead-letters");
        await visitor.Page.Locator("#subscription").SelectOptionAsync(UsedBroker.Subscription);
        var letters = visitor.Page.Locator(".letter");
        await Expect(letters).ToHaveCountAsync(3);
        await Expect(letters.First).ToContainTextAsync("'bad 1' is no number.");
        await Expect(letters.First).ToContainTextAsync("1 attempt");
        await letters.First.Locator(".disclose").ClickAsync();
        await Expect(letters.First.Locator(".body")).ToHaveTextAsync("bad 1");

        _broker.Accept();
        await letters.First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Replay") }).ClickAsync();
        await Expect(visitor.Page.Locator(".mud-snackbar")).ToContainTextAsync("1 dead letter is tried again.");
        await Expect(letters).ToHaveCountAsync(2);
        await letters.First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Purge") }).ClickAsync();
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Purge" }).ClickAsync();
        await Expect(letters).ToHaveCountAsync(1);
        await ClickAsync(visitor, "Purge all");
        await Expect(Dialog(visitor)).ToContainTextAsync("deleted for good");
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Purge" }).ClickAsync();
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync($"{UsedBroker.Subscription} has no dead letters.");
    }

    [TestMethod]
    public async Task All_dead_letters_are_replayed_after_a_question()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync($"/dead-letters?subscription={UsedBroker.Subscription}");
        _broker.Accept();
        await ClickAsync(visitor, "Replay all");
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Replay all" }).ClickAsync();
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("has no dead letters.");
    }

    private static ILocator Dialog(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Dialog);

    private static Task ClickAsync(Visitor visitor, string button) =>
        visitor.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
