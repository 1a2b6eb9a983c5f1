using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Administration;

namespace WcfBroker.Cli.Subscriptions;

/// <summary><c>wcfbroker subscriptions replay NAME --from seq:N|time:T [--to seq:N|time:T]</c>.</summary>
internal static class ReplayCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var name = new Argument<string>("name") { Description = "The subscription's name." };
        var from = Place("--from", "Where to begin", environment.Time);
        from.Required = true;
        var to = Place("--to", "Where to end; a sequence is included, a time is not. Without it at the newest message", environment.Time);
        var command = new Command("replay", "Give stored messages to a durable subscription once more: at most 10,000 that it covers.") { name, from, to };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            async broker =>
            {
                var (begin, end) = (result.GetRequiredValue(from), result.GetValue(to));
                var range = new ReplayRange { FromSequence = begin.Sequence, FromTimeUtc = begin.TimeUtc, ToSequence = end?.Sequence, ToTimeUtc = end?.TimeUtc };
                var count = await broker.ReplayMessagesAsync(result.GetRequiredValue(name), range, cancellationToken);
                environment.Out.WriteLine($"{ValueText.Count(count, "message")} replayed.");
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static Option<LogPlace> Place(string name, string description, TimeProvider time) => new(name)
    {
        Description = $"{description}: {LogPlace.Forms}.",
        HelpName = "seq:N|time:T",
        CustomParser = result => LogPlace.ParseArgument(result, time),
    };
}
