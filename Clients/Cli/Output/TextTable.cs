using Spectre.Console;

namespace WcfBroker.Cli.Output;

/// <summary>A table for people, without lines; its cells come from elsewhere.</summary>
internal sealed class TextTable
{
    /// <summary>The table, to be shown among other things.</summary>
    public Table Table { get; } = new Table().Border(TableBorder.None);

    public TextTable(params string[] headers) =>
        Table.AddColumns(Array.ConvertAll(headers, header => new TableColumn($"[grey]{header}[/]").Padding(0, 0, 2, 0)));

    public void Add(params string[] cells) => Table.AddRow(Array.ConvertAll(cells, cell => Markup.Escape(TerminalText.Escape(cell))));

    /// <summary>Writes the table, or what to say when it is empty.</summary>
    public void Show(CliEnvironment environment, string empty)
    {
        if (Table.Rows.Count == 0)
        {
            environment.Out.WriteLine(empty);
            return;
        }

        Consoles.ForOut(environment).Write(Table);
    }
}
