using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>The guide and the dashboard name what <c>/metrics</c> really prints.</summary>
[TestClass]
public sealed partial class GuideAndDashboard
{
    private static MetricsPage _page = null!;

    [ClassInitialize]
    public static async Task ReadAsync(TestContext _)
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var wcf = new WcfClient(broker.Url);
        await MetricsPage.ReadAsync(broker.HttpUrl);
        await wcf.Broker.SubscribeAsync("/seen", new SubscriptionOptions { Durable = "seen" });
        await wcf.Broker.PublishTextAsync("/seen", "");
        wcf.Recorder.Next();
        _page = await MetricsPage.UntilAsync(broker.HttpUrl, page => page.Names.Contains("wcfbroker_delivery_delay_seconds_count"));
    }

    [TestMethod]
    public void Every_metric_of_the_guide_is_there_with_its_attributes_and_there_is_no_other()
    {
        var told = GuideRows().Select(cells => $"{PrometheusName(cells[1].Trim('`'), cells[2], cells[3].Trim('`'))} {Labels(cells[4])}".Trim());
        var seen = Sample().Matches(_page.Text).Select(match => $"{Plain(match.Groups[1].Value)} {LabelNames(match.Groups[2].Value)}".Trim()).Distinct();
        CollectionAssert.AreEquivalent(told.ToArray(), seen.ToArray());
    }

    [TestMethod]
    public void Every_query_of_the_dashboard_asks_for_samples_that_are_there_by_labels_that_they_have()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Programs.InRepository("docs/grafana/wcfbroker.json")));
        var targets = dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).ToArray();
        Assert.IsGreaterThan(20, targets.Length);
        foreach (var target in targets)
        {
            var query = target.GetProperty("expr").GetString()!;
            var samples = SampleName().Matches(By().Replace(query, "")).Select(match => match.Value).ToArray();
            Assert.IsNotEmpty(samples, query);
            CollectionAssert.IsSubsetOf(samples, _page.Names.ToArray(), query);
            var labels = By().Matches(query).Select(match => match.Groups[1].Value).Concat(Legend().Matches(target.GetProperty("legendFormat").GetString()!).Select(match => match.Groups[1].Value));
            foreach (var label in labels)
                StringAssert.Matches(_page.Text, new Regex($@"{samples[0]}\{{[^}}]*{label}="), query);
        }
    }

    [TestMethod]
    public void The_dashboard_shows_every_metric()
    {
        var dashboard = File.ReadAllText(Programs.InRepository("docs/grafana/wcfbroker.json"));
        foreach (var cells in GuideRows())
            StringAssert.Contains(dashboard, PrometheusName(cells[1].Trim('`'), cells[2], cells[3].Trim('`')));
    }

    private static IEnumerable<string[]> GuideRows() => File.ReadLines(Programs.InRepository("docs/guides/observability.md"))
        .Where(line => line.StartsWith("| `wcfbroker.", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    private static string PrometheusName(string name, string type, string unit) =>
        name.Replace('.', '_') + unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" } + (type == "counter" ? "_total" : "");

    private static string Labels(string attributes) => attributes.Trim('`').Replace('.', '_');

    // A histogram is printed as three samples.
    private static string Plain(string sample) => Part().Replace(sample, "");

    private static string LabelNames(string labels) => string.Join(' ', LabelName().Matches(labels).Select(match => match.Groups[1].Value).Where(name => name != "le"));

    [GeneratedRegex(@"^(wcfbroker_[a-z_]+)\{(.*)\} ", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"wcfbroker_[a-z_]+")]
    private static partial Regex SampleName();

    [GeneratedRegex(@"by \((\w+)\)")]
    private static partial Regex By();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Legend();

    [GeneratedRegex(@"_(bucket|sum|count)$")]
    private static partial Regex Part();

    [GeneratedRegex(@"(\w+)=""")]
    private static partial Regex LabelName();
}
