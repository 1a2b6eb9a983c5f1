using System.CommandLine;
using System.Globalization;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;

namespace WcfBroker.Cli.Bench;

/// <summary><c>wcfbroker bench</c>.</summary>
internal static class BenchCommand
{
    private const double Mebibyte = 1 << 20;

    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var options = new BenchOptions();
        var command = options.AddTo(new Command("bench", "Measure how fast a running broker takes and delivers messages."));
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).RunAsync(
            () => RunAsync(environment, options.Read(result), result, connection, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliEnvironment environment, BenchArguments arguments, ParseResult result, ConnectionOptions connection, CancellationToken cancellationToken)
    {
        var (url, settings) = (result.GetRequiredValue(connection.Url), ConnectionSettings.Read(result, connection, environment));
        await using var run = new BenchRun(arguments, cancellation => environment.Connect(url, settings, cancellation), environment.Time);
        try
        {
            await WorkBar.ShowAsync(environment, "Measuring", () => (run.Progress, 1), () => run.RunAsync(cancellationToken));
        }
        catch (TimeoutException)
        {
            throw new IOException("The subscribers get nothing any more: the measurement was given up.");
        }

        Show(environment, arguments, run);
        if (run.Missing == 0)
        {
            return ExitCodes.Done;
        }

        environment.Error.WriteLine($"wcfbroker: {ValueText.Count(run.Missing, "message")} did not reach every subscriber.");
        return ExitCodes.Failed;
    }

    private static void Show(CliEnvironment environment, BenchArguments arguments, BenchRun run)
    {
        var table = new TextTable("", "Messages", "Seconds", "Messages/s", "MiB/s", "p50 ms", "p95 ms", "p99 ms", "p99.9 ms", "max ms");
        Add(table, "Published", run.Published, arguments);
        if (arguments.Subscribers > 0)
        {
            Add(table, "Delivered", run.Delivered, arguments);
        }

        environment.Out.WriteLine(
            $"{arguments.SizeBytes} bytes, {ValueText.Count(arguments.Publishers, "publisher")}, {ValueText.Count(arguments.Subscribers, "subscriber")}, batches of {arguments.BatchMessages}");
        table.Show(environment, "");
    }

    private static void Add(TextTable table, string name, Measure measure, BenchArguments arguments)
    {
        var perSecond = measure.Seconds > 0 ? measure.Count / measure.Seconds : 0;
        table.Add([
            name,
            ValueText.Number(measure.Count),
            measure.Seconds.ToString("0.00", CultureInfo.InvariantCulture),
            ValueText.Number((long)perSecond),
            (perSecond * arguments.SizeBytes / Mebibyte).ToString("0.0", CultureInfo.InvariantCulture),
            .. ((double[])[50, 95, 99, 99.9, 100]).Select(percentile => measure.Milliseconds(percentile).ToString("0.00", CultureInfo.InvariantCulture)),
        ]);
    }
}
