using System.CommandLine;

namespace WcfBroker.Cli;

/// <summary>Tells what is wrong with a command line, in as many lines as there are errors.</summary>
internal static class UsageErrors
{
    public static int Show(ParseResult result, TextWriter error)
    {
        foreach (var message in result.Errors.Select(e => e.Message).Distinct())
        {
            error.WriteLine($"wcfbroker: {message}");
        }

        var command = result.CommandResult.Command;
        error.WriteLine($"Try 'wcfbroker{(command is RootCommand ? "" : $" {command.Name}")} --help'.");
        return ExitCodes.Usage;
    }
}
