using WcfBroker.Dashboard.Tests.Browser;
using WcfBroker.Integration.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>The settings in force: all of them but secrets.</summary>
[TestClass]
public sealed class ConfigurationPage
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Settings_are_shown_as_they_hold_and_secrets_are_masked()
    {
        await using var broker = await RunningBroker.StartAsync(
            "--Limits:TopicsMax=4321", "--Security:Users:0:Name=ann", $"--Security:Users:0:Password={KnownUser.Hash}", "--Policies:0:Topics=/keys/of/all", "--Policies:0:CountMax=7");
        await using var visitor = await Visitor.ComeAsync(broker);
        await visitor.OpenAsync("/configuration");
        var main = visitor.Page.Locator("main");
        await Expect(Row(visitor, "TopicsMax")).ToContainTextAsync("4321");
        await Expect(Row(visitor, "0:CountMax")).ToContainTextAsync("7");
        await Expect(Row(visitor, "Users:0:Name")).ToContainTextAsync("ann");
        await Expect(Row(visitor, "Users:0:Password")).ToContainTextAsync("••••••••");
        await Expect(main).Not.ToContainTextAsync("pbkdf2");
        await visitor.Page.Locator("#find-setting").FillAsync("CountMax");
        await Expect(Row(visitor, "TopicsMax")).ToHaveCountAsync(0);
    }

    private static Microsoft.Playwright.ILocator Row(Visitor visitor, string name) => visitor.Page.Locator("tr", new() { Has = visitor.Page.GetByText(name, new() { Exact = true }) });
}
