using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client;

namespace WcfBroker.Cli.Transfer;

/// <summary><c>wcfbroker import FILE|-</c>.</summary>
internal static class ImportCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var file = new Argument<string>("file") { Description = "The file to read; - for standard input." };
        var command = new Command("import", "Publish messages that stand as JSON lines in a file, as 'export' writes them.") { file };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithConnectionAsync(
            result, broker => RunAsync(environment, broker, result.GetRequiredValue(file), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliEnvironment environment, BrokerConnection broker, string file, CancellationToken cancellationToken)
    {
        var run = new ImportRun(broker, environment.Time);
        try
        {
            await ReadAsync(environment, run, file, cancellationToken);
        }
        catch (Exception)
        {
            environment.Error.WriteLine($"Stopped. {Summary(run)}");
            throw;
        }

        environment.Out.WriteLine(Summary(run));
        return ExitCodes.Done;
    }

    private static async Task ReadAsync(CliEnvironment environment, ImportRun run, string file, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            await run.RunAsync(environment.In, cancellationToken);
            return;
        }

        await using var stream = File.OpenRead(file);
        using var reader = new StreamReader(stream);
        await WorkBar.ShowAsync(environment, "Importing", () => (stream.Position, stream.Length), () => run.RunAsync(reader, cancellationToken));
    }

    private static string Summary(ImportRun run) =>
        $"Imported {ValueText.Count(run.Published, "message")}{(run.Duplicates > 0 ? $"; {ValueText.Number(run.Duplicates)} were there already" : "")}.";
}
