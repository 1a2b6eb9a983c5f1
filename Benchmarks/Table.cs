namespace WcfBroker.Benchmarks;

/// <summary>A table in Markdown, its columns as wide as what stands in them.</summary>
internal sealed class Table(params string[] head)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void WriteTo(TextWriter writer)
    {
        var widths = head.Select((text, column) => _rows.Select(row => row[column].Length).Append(text.Length).Max()).ToArray();
        Write(writer, head, widths);
        Write(writer, widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ':'), widths);
        foreach (var row in _rows)
            Write(writer, row, widths);
    }

    private static void Write(TextWriter writer, IEnumerable<string> cells, int[] widths) =>
        writer.WriteLine($"| {string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))} |");
}
