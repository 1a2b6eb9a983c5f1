using Microsoft.Playwright;

namespace WcfBroker.Dashboard.Tests.Browser;

/// <summary>The browser of the machine, one for all tests; they are skipped where there is none.</summary>
[TestClass]
public sealed class Chromium
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static IPlaywright? _driver;
    private static IBrowser? _browser;

    private static string Path => Environment.GetEnvironmentVariable("WCFBROKER_CHROMIUM") ?? "/usr/bin/chromium";

    public static async Task<IBrowser> GetAsync()
    {
        if (!File.Exists(Path))
            Assert.Inconclusive($"{Path} is not installed: .ci/run says what it belongs to.");
        await Turn.WaitAsync();
        try
        {
            _driver ??= await Playwright.CreateAsync();
            return _browser ??= await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Path,
                Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
            });
        }
        finally
        {
            Turn.Release();
        }
    }

    [AssemblyCleanup]
    public static async Task CloseAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _driver?.Dispose();
    }
}
