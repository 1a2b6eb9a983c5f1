using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Reports;

/// <summary>What a verb found, as Markdown: printed, and kept in the repository when asked to.</summary>
internal sealed class Report
{
    private readonly string _verb;
    private readonly StringBuilder _text = new();
    private bool _isMissed;

    public Report(string verb, string how)
    {
        _verb = verb;
        Add($"# {verb}");
        Add(how);
        Add(string.Create(
            CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Machine()}. Only ratios within one run count."));
    }

    public void Add(Table table)
    {
        using var writer = new StringWriter(_text, CultureInfo.InvariantCulture);
        table.WriteTo(writer);
        _text.AppendLine();
    }

    /// <summary>Adds a figure; where it is a target, whether it was met.</summary>
    public void Add(string name, double figure, bool? isMet = null)
    {
        _text.AppendLine(CultureInfo.InvariantCulture, $"- {name}: {figure:N2}{isMet switch { true => ", met", false => ", MISSED", null => "" }}");
        _isMissed |= isMet is false;
    }

    public void Finish(bool isKept)
    {
        if (_isMissed)
            _text.AppendLine().AppendLine("Why targets are missed, with the profiles: [missed.md](missed.md).");
        Console.Write(_text);
        if (!isKept)
            return;
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "Benchmarks/results"));
        File.WriteAllText(Path.Combine(folder.FullName, $"{_verb}.md"), _text.ToString());
    }

    private void Add(string paragraph) => _text.AppendLine(paragraph).AppendLine();

    private static string Machine()
    {
        const string Facts = "/proc/cpuinfo";
        var model = File.Exists(Facts)
            ? File.ReadLines(Facts).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1]
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return $"{Environment.ProcessorCount} cores ({model ?? RuntimeInformation.ProcessArchitecture.ToString()}), {memory} GiB, " +
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }
}
