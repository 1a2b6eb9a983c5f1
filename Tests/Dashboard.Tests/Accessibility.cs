using System.Text.Json;
using Microsoft.Playwright;
using WcfBroker.Contracts;
using WcfBroker.Dashboard.Tests.Browser;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Dashboard.Tests;

/// <summary>Every page, checked by axe: nothing that keeps people out.</summary>
[TestClass]
public sealed class Accessibility
{
    private const string Check = """
        async () => {
          const found = await axe.run(document, { resultTypes: ['violations'] });
          return found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id}: ${one.nodes.map(node => node.html).slice(0, 3).join(' | ')}`);
        }
        """;

    private static readonly string Axe = Programs.InRepository("Tests/Dashboard.Tests/Axe/node_modules/axe-core/axe.min.js");
    private static UsedBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _broker = await UsedBroker.StartAsync("--Storage:FlushBeforeReceipt=false");
        await using var administration = new PlainClient<IBrokerAdministration>(_broker.Host.Url);
        await administration.Broker.PauseSubscriptionAsync(UsedBroker.Subscription);
    }

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    [DataRow(ColorScheme.Light, 1280)]
    [DataRow(ColorScheme.Dark, 1280)]
    [DataRow(ColorScheme.Light, 375)]
    public async Task No_page_has_a_serious_fault(ColorScheme scheme, int width)
    {
        if (!File.Exists(Axe))
            Assert.Inconclusive($"{Axe} is not installed: .ci/run says what it belongs to.");
        await using var visitor = await Visitor.ComeAsync(_broker.Host, scheme, width);
        var faults = new List<string>();
        foreach (var (name, path) in Appearance.Pages)
        {
            await visitor.OpenAsync(path);
            if (name is "topic" or "replay")
                await visitor.Page.Locator(".message").First.ClickAsync();
            if (name is "replay")
                await visitor.Page.Locator("#replay-to").WaitForAsync();
            await visitor.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
            var found = await visitor.Page.EvaluateAsync<JsonElement>(Check);
            faults.AddRange(found.EnumerateArray().Select(fault => $"{name}: {fault}"));
        }

        Assert.IsEmpty(faults, string.Join('\n', faults));
    }
}
