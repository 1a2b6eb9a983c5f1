using Microsoft.Playwright;
using WcfBroker.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests;

/// <summary>How the pages look, light and dark, on a desk and on a phone; pictures of all are kept with the results.</summary>
[TestClass]
public sealed class Appearance
{
    public static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/"), ("topics", "/topics"), ("topic", "/topic?name=/kinds/json"), ("replay", "/topic?name=/invoices"), ("subscriptions", "/subscriptions"), ("sessions", "/sessions"),
        ("dead-letters", $"/dead-letters?subscription={UsedBroker.Subscription}"), ("configuration", "/configuration"),
    ];

    private static UsedBroker _broker = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await UsedBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    [DataRow(ColorScheme.Light, 1280)]
    [DataRow(ColorScheme.Dark, 1280)]
    [DataRow(ColorScheme.Light, 375)]
    [DataRow(ColorScheme.Dark, 375)]
    public async Task Every_page_fits_the_window_and_has_a_title_and_one_heading(ColorScheme scheme, int width)
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host, scheme, width);
        foreach (var (name, path) in Pages)
        {
            await visitor.OpenAsync(path);
            if (name is "topic" or "replay")
                await visitor.Page.Locator(".message").First.ClickAsync();
            await Expect(visitor.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(".+ – WcfBroker"));
            await Expect(visitor.Heading).ToHaveCountAsync(1);
            await visitor.KeepPictureAsync(TestContext, $"{name}-{scheme}-{width}".ToLowerInvariant());
            var overflow = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.AreEqual(0, overflow, $"{name} is wider than {width} px.");
        }

        Assert.IsEmpty(visitor.Errors);
    }

    [TestMethod]
    public async Task The_theme_follows_the_system_until_it_is_chosen()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host, ColorScheme.Dark);
        await visitor.OpenAsync("/");
        var body = visitor.Page.Locator("body");
        await Expect(body).ToHaveCSSAsync("background-color", "rgb(16, 20, 29)");
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await Expect(body).ToHaveCSSAsync("background-color", "rgb(245, 246, 250)");
        await visitor.Page.Locator("#theme").ClickAsync();
        await visitor.Page.Locator("#theme").ClickAsync();
        await Expect(body).ToHaveCSSAsync("background-color", "rgb(16, 20, 29)");
        await visitor.OpenAsync("/sessions");
        await Expect(body).ToHaveCSSAsync("background-color", "rgb(16, 20, 29)");
    }

    [TestMethod]
    public async Task The_keyboard_reaches_the_content_first_and_shows_where_it_is()
    {
        await using var visitor = await Visitor.ComeAsync(_broker.Host);
        await visitor.OpenAsync("/sessions");
        await visitor.Page.EvaluateAsync("() => document.activeElement.blur()");
        await visitor.Page.Keyboard.PressAsync("Tab");
        var skip = visitor.Page.Locator(".skip-link");
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("#content")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.IsTrue(
            await visitor.Page.EvaluateAsync<bool>("() => document.activeElement.closest('header, nav') === null"), "After the skip link comes the content.");
    }
}
