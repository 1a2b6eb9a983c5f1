using System.Globalization;
using System.Text.RegularExpressions;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>What a broker says at <c>/metrics</c>, read as Prometheus reads it.</summary>
internal sealed partial class MetricsPage
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    private MetricsPage(string text)
    {
        Text = text;
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var match = Sample().Match(line);
            _values[match.Groups[1].Value + match.Groups[2].Value] = double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
        }
    }

    public string Text { get; }

    /// <summary>The names of the samples.</summary>
    public IEnumerable<string> Names => _values.Keys.Select(key => key.Split('{')[0]).Distinct();

    /// <summary>The value of a sample: its name, and its labels as they are written, without braces.</summary>
    public double this[string name, string labels = ""] => _values[$"{name}{{{labels}}}"];

    public static async Task<MetricsPage> ReadAsync(Uri broker)
    {
        using var http = new HttpClient { BaseAddress = broker };
        return new MetricsPage(await http.GetStringAsync(new Uri("metrics", UriKind.Relative)));
    }

    /// <summary>Reads again until the page is as it will be.</summary>
    public static async Task<MetricsPage> UntilAsync(Uri broker, Func<MetricsPage, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var page = await ReadAsync(broker);
            if (isSo(page))
                return page;
            if (patience.IsCancellationRequested)
                throw new TimeoutException(page.Text);
        }
    }

    [GeneratedRegex(@"^([a-z_]+)(\{.*\}) (\S+)$")]
    private static partial Regex Sample();
}
