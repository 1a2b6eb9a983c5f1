using Microsoft.Playwright;
using WcfBroker.Dashboard.Tests.Browser;
using WcfBroker.Integration.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>Who may see and do what: a page has the rights of whoever opened it, as they are now.</summary>
[TestClass]
public sealed class Rights
{
    private static readonly KnownUser Keeper = new("ann", "keeper");
    private static readonly KnownUser Reader = new("bob", "reader");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-");
    private RunningBroker _broker = null!;

    public TestContext TestContext { get; set; } = null!;

    private string UsersFile => Path.Combine(_folder.FullName, "users.json");

    [TestCleanup]
    public async Task StopAsync()
    {
        await _broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [TestMethod]
    public async Task Without_the_right_to_administer_pages_refuse_and_offer_no_act()
    {
        await StartAsync("Loopback");
        await using var visitor = await Visitor.ComeAsync(_broker);
        foreach (var path in (string[])["/", "/subscriptions", "/sessions", "/dead-letters", "/configuration"])
        {
            await visitor.OpenAsync(path);
            await Expect(visitor.Page.Locator(".refusal")).ToContainTextAsync("This is for administrators");
            await Expect(visitor.Page.Locator("main table, main button, main input, main select")).ToHaveCountAsync(0);
        }

        await visitor.KeepPictureAsync(TestContext, "refusal");
        Assert.DoesNotContain("TopicsMax", await visitor.Page.ContentAsync());
    }

    [TestMethod]
    public async Task Topics_are_shown_and_published_to_as_the_rules_allow()
    {
        await StartAsync("Loopback");
        await using (var keeper = await LogInAsync(Keeper))
        {
            await PublishAsync(keeper, "/public/news");
            await PublishAsync(keeper, "/private/news");
            await keeper.OpenAsync("/topics");
            await Expect(keeper.Page.Locator(".topic-name")).ToContainTextAsync(["public", "private"]);
        }

        await using var visitor = await Visitor.ComeAsync(_broker);
        await visitor.OpenAsync("/topics");
        await Expect(visitor.Page.Locator(".topic-name a")).ToHaveTextAsync(["/public", "/public/news"]);
        await visitor.OpenAsync("/topic?name=/private/news");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("Without a login the caller may not read this topic.");
        await Expect(visitor.Page.Locator(".message")).ToHaveCountAsync(0);
        await visitor.OpenAsync("/topic?name=/public/news");
        await Expect(visitor.Page.Locator(".message")).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(visitor.Page.Locator("form .mud-alert")).ToContainTextAsync("Without a login the caller may not publish to this topic.");
    }

    [TestMethod]
    public async Task Where_nobody_is_anonymous_the_browser_asks_for_a_login_and_the_page_keeps_it()
    {
        await StartAsync("Never");
        using var http = new HttpClient { BaseAddress = _broker.HttpUrl };
        foreach (var path in (string[])["/", "/_framework/blazor.web.js", "/_blazor/negotiate"])
            Assert.AreEqual(System.Net.HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        await using var visitor = await Visitor.ComeAsync(_broker, login: (Keeper.Name, KnownUser.Password));
        await visitor.OpenAsync("/");
        await Expect(visitor.Page.Locator(".who")).ToHaveTextAsync("ann");
        await Expect(visitor.Page.Locator(".metric", new() { HasText = "Topics" })).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task An_open_page_loses_its_acts_with_the_right()
    {
        await StartAsync("Loopback");
        await using var visitor = await LogInAsync(Keeper);
        await visitor.OpenAsync("/configuration");
        await Expect(visitor.Page.Locator("table")).Not.ToHaveCountAsync(0);
        await WriteUsersAsync(new KnownUser("ann", "reader"), Reader);
        await Expect(visitor.Page.Locator(".refusal")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("table")).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Subscriptions" }).ClickAsync();
        await Expect(visitor.Page.Locator(".refusal")).ToContainTextAsync("as ann");
    }

    [TestMethod]
    public async Task A_user_without_the_right_is_refused_by_name()
    {
        await StartAsync("Loopback");
        await using var visitor = await LogInAsync(Reader);
        await Expect(visitor.Page.Locator(".refusal")).ToContainTextAsync("You have none as bob.");
    }

    private async Task StartAsync(string anonymous)
    {
        await WriteUsersAsync(Keeper, Reader);
        _broker = await RunningBroker.StartAsync(
            $"--Security:UsersFile={UsersFile}", $"--Security:Anonymous={anonymous}",
            "--Security:Rights:0:Who=role:keeper", "--Security:Rights:0:Publish:0=/", "--Security:Rights:0:Subscribe:0=/", "--Security:Rights:0:Administer=true",
            "--Security:Rights:1:Who=*", "--Security:Rights:1:Subscribe:0=/public");
    }

    private Task WriteUsersAsync(params KnownUser[] users) => File.WriteAllTextAsync(UsersFile, $$"""{"users":[{{string.Join(',', users.Select(user => user.Json))}}]}""");

    private async Task<Visitor> LogInAsync(KnownUser user)
    {
        var visitor = await Visitor.ComeAsync(_broker, login: (user.Name, KnownUser.Password));
        await visitor.OpenAsync("/login");
        await Expect(visitor.Page.Locator(".who")).ToHaveTextAsync(user.Name);
        return visitor;
    }

    private static async Task PublishAsync(Visitor visitor, string topic)
    {
        await visitor.OpenAsync($"/topic?name={topic}");
        await visitor.Page.Locator("#body").FillAsync("Hello");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(visitor.Page.Locator(".message")).ToHaveCountAsync(1);
    }
}
