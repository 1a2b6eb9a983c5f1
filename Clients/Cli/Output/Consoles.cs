using Spectre.Console;

namespace WcfBroker.Cli.Output;

/// <summary>Spectre consoles over the environment's writers.</summary>
internal static class Consoles
{
    /// <summary>Without a terminal nothing is wrapped.</summary>
    private const int NoWrapColumns = 10_000;

    public static IAnsiConsole ForOut(CliEnvironment environment) =>
        Create(environment.Out, environment.OutIsTerminal, environment.Colours);

    public static IAnsiConsole ForError(CliEnvironment environment) =>
        Create(environment.Error, environment.ErrorIsTerminal, environment.ErrorIsTerminal);

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal, bool colours)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = NoWrapColumns;
        }

        return console;
    }
}
