using System.CommandLine;

namespace WcfBroker.Cli;

/// <summary>Tells what is wrong with a command line: one line, the most telling of its errors, and where to read on.</summary>
internal static class UsageErrors
{
    public static int Show(ParseResult result, TextWriter error)
    {
        var message = result.Errors[^1].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        error.WriteLine($"wcfbroker: {string.Join(' ', message)}");
        error.WriteLine($"Try 'wcfbroker{Path(result.CommandResult.Command)} --help'.");
        return ExitCodes.Usage;
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "";
}
