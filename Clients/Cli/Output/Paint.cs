namespace WcfBroker.Cli.Output;

/// <summary>Colours, where they are wanted.</summary>
internal readonly record struct Paint(bool Colours)
{
    private const string Reset = "\u001b[0m";

    public string Topic(string text) => With("\u001b[36m", text);

    public string Faint(string text) => With("\u001b[90m", text);

    public string Warning(string text) => With("\u001b[33m", text);

    private string With(string code, string text) => Colours ? code + text + Reset : text;
}
