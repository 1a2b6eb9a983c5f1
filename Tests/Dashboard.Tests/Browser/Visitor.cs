using System.Collections.Concurrent;
using Microsoft.Playwright;
using WcfBroker.Integration.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace WcfBroker.Dashboard.Tests.Browser;

/// <summary>Somebody with a browser: a profile of its own, one page, and a list of all that went wrong in it.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const float PatienceMilliseconds = 30_000;

    private readonly IBrowserContext _context;
    private readonly Uri _broker;

    private Visitor(IBrowserContext context, IPage page, Uri broker)
    {
        (_context, Page, _broker) = (context, page, broker);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Errors.Enqueue(error);
        page.Request += (_, request) => Requested.Enqueue(new Uri(request.Url));
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>Everything that the page asked for.</summary>
    public ConcurrentQueue<Uri> Requested { get; } = [];

    public ILocator Heading => Page.Locator("h1");

    public static async Task<Visitor> ComeAsync(RunningBroker broker, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 860, (string Name, string Password)? login = null)
    {
        var browser = await Chromium.GetAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            IgnoreHTTPSErrors = true,
            HttpCredentials = login is { } user ? new HttpCredentials { Username = user.Name, Password = user.Password } : null,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        SetDefaultExpectTimeout(PatienceMilliseconds);
        return new Visitor(context, await context.NewPageAsync(), broker.HttpUrl);
    }

    /// <summary>Opens a page, and waits until it shows what it has in its theme.</summary>
    public async Task<IResponse> OpenAsync(string path)
    {
        var response = await Page.GotoAsync(new Uri(_broker, path).AbsoluteUri);
        await Expect(Heading).ToBeVisibleAsync();
        await Expect(Page.Locator("[data-theme]")).ToBeVisibleAsync();
        await Expect(Page.Locator("main [role=progressbar]")).ToHaveCountAsync(0);
        return response!;
    }

    /// <summary>Keeps a picture of the page with the results of the test.</summary>
    public async Task KeepPictureAsync(TestContext test, string name, bool wholePage = true)
    {
        // The folder of the run goes with the run.
        var file = Programs.InRepository($"artifacts/dashboard/{name}.png");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await Page.EvaluateAsync("() => scrollTo(0, 0)");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = wholePage, Animations = ScreenshotAnimations.Disabled });
        test.AddResultFile(file);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
