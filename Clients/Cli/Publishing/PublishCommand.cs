using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Completion;
using WcfBroker.Client;

namespace WcfBroker.Cli.Publishing;

/// <summary><c>wcfbroker publish TOPIC [TEXT]</c>.</summary>
internal static class PublishCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var options = new PublishOptions();
        options.Topic.CompletionSources.Add(new BrokerNames(environment, connection).Topics);
        var command = options.AddTo(new Command("publish", "Publish a text, a file, or each line of standard input."));
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithConnectionAsync(
            result, broker => RunAsync(environment, broker, PublishArguments.From(result, options), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliEnvironment environment, BrokerConnection connection, PublishArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.FromLines && environment.InIsTerminal)
        {
            environment.Error.WriteLine("Each line is a message; Ctrl-D ends.");
        }

        var tally = new PublishTally(environment.Time);
        var messages = await MessageSource.OpenAsync(arguments, environment, cancellationToken);
        try
        {
            var run = new PublishRun(connection, arguments, tally, environment.Time);
            await PublishProgress.ShowAsync(environment, arguments, tally, () => run.RunAsync(messages, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            environment.Error.WriteLine($"Interrupted. {PublishText.Summary(arguments, tally)}");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (tally.Count > 0 && e is BrokerException or BrokerConnectionException)
        {
            environment.Error.WriteLine($"Stopped. {PublishText.Summary(arguments, tally)}");
            throw;
        }

        environment.Out.WriteLine(PublishText.Summary(arguments, tally));
        return ExitCodes.Done;
    }
}
