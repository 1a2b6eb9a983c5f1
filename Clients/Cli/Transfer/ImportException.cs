namespace WcfBroker.Cli.Transfer;

/// <summary>A line cannot be imported: which, what is wrong with it, and the field, limit and value at fault, as far as there are such.</summary>
internal sealed class ImportException(long line, string reason, string? field = null, string? limit = null, string? value = null)
    : Exception($"Line {line}: {reason}{Details(field, limit, value)}")
{
    private const int ValueCharsMax = 64;

    public long Line { get; } = line;

    public string? Field { get; } = field;

    public string? Limit { get; } = limit;

    public string? Value { get; } = value;

    private static string Details(string? field, string? limit, string? value)
    {
        var details = ((string, string?)[])[("field", field), ("limit", limit), ("value", value is { Length: > ValueCharsMax } ? value[..ValueCharsMax] : value)];
        var given = details.Where(detail => !string.IsNullOrEmpty(detail.Item2)).Select(detail => $"{detail.Item1} {detail.Item2}").ToArray();
        return given.Length == 0 ? "" : $" [{string.Join("; ", given)}]";
    }
}
