using Spectre.Console;

namespace WcfBroker.Cli.Output;

/// <summary>A table for people, without lines; its cells come from elsewhere.</summary>
internal sealed class TextTable
{
    private readonly Table _table = new Table().Border(TableBorder.None);

    public TextTable(params string[] headers) =>
        _table.AddColumns(Array.ConvertAll(headers, header => new TableColumn($"[grey]{header}[/]").Padding(0, 0, 2, 0)));

    public void Add(params string[] cells) => _table.AddRow(Array.ConvertAll(cells, cell => Markup.Escape(TerminalText.Escape(cell))));

    /// <summary>Writes the table, or what to say when it is empty.</summary>
    public void Show(CliEnvironment environment, string empty)
    {
        if (_table.Rows.Count == 0)
        {
            environment.Out.WriteLine(empty);
            return;
        }

        Consoles.ForOut(environment).Write(_table);
    }
}
