using System.CommandLine;

namespace WcfBroker.Cli;

/// <summary>Tells what is wrong with a command line: one line, the most telling of its errors, and where to read on.</summary>
internal static class UsageErrors
{
    public static int Show(ParseResult result, TextWriter error)
    {
        var message = result.Errors[^1].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        error.WriteLine($"wcfbroker: {string.Join(' ', message)}");
        var command = result.CommandResult.Command;
        error.WriteLine($"Try 'wcfbroker{(command is RootCommand ? "" : $" {command.Name}")} --help'.");
        return ExitCodes.Usage;
    }
}
