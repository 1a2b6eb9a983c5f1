using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client.Administration;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Transfer;

/// <summary><c>wcfbroker export FILE|-</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var file = new Argument<string>("file") { Description = "The file to write, which must not exist; - for standard output." };
        var topic = new Option<string>("--topic", "-t")
        {
            Description = "Only the messages of this topic or topic filter.", HelpName = "filter", DefaultValueFactory = _ => "/",
        };
        var from = new Option<SubscriptionOptions?>("--from")
        {
            Description = $"Where to begin: {StartArgument.PastForms}.",
            HelpName = "start",
            CustomParser = argument => StartArgument.ParsePast(argument, environment.Time),
        };
        var command = new Command("export", "Write the stored messages as JSON lines, up to the newest there is now.") { file, topic, from };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            async broker =>
            {
                var run = new ExportRun(broker, result.GetRequiredValue(topic), result.GetValue(from));
                await WriteAsync(environment, run, result.GetRequiredValue(file), cancellationToken);
                environment.Error.WriteLine($"Exported {ValueText.Count(run.Count, "message")}.");
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static Task WriteAsync(CliEnvironment environment, ExportRun run, string file, CancellationToken cancellationToken) =>
        file == "-"
            ? run.RunAsync(environment.Out, cancellationToken)
            : WorkBar.ShowAsync(environment, "Exporting", () => run.Progress, () => WriteFileAsync(run, file, cancellationToken));

    // The file has its name when all is in it.
    private static async Task WriteFileAsync(ExportRun run, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            throw new IOException($"There is a file '{file}' already.");
        }

        var part = file + ".part";
        try
        {
            await using (var writer = new StreamWriter(part))
            {
                await run.RunAsync(writer, cancellationToken);
            }

            File.Move(part, file);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
