using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Completion;
using WcfBroker.Cli.Output;
using WcfBroker.Cli.Subscribing;
using WcfBroker.Client.Administration;

namespace WcfBroker.Cli.DeadLetters;

/// <summary><c>wcfbroker dead-letters list|replay|purge NAME</c>.</summary>
internal static class DeadLettersCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection) => new("dead-letters", "Show, replay or purge dead letters.")
    {
        List(environment, connection),
        Replay(environment, connection),
        Purge(environment, connection),
    };

    private static Command List(CliEnvironment environment, ConnectionOptions connection)
    {
        var name = Name(environment, connection);
        var json = new Option<bool>("--json") { Description = "One JSON object a line, for scripts." };
        var command = new Command("list", "Show the dead letters of a subscription, the oldest first.") { name, json };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            broker => ShowAsync(environment, broker, result.GetRequiredValue(name), result.GetValue(json), cancellationToken),
            cancellationToken));
        return command;
    }

    private static Command Replay(CliEnvironment environment, ConnectionOptions connection)
    {
        var (name, sequences) = (Name(environment, connection), Sequences());
        var command = new Command("replay", "Give dead letters to their own subscription once more.") { name, sequences };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            async broker =>
            {
                var count = await WorkBar.ShowAsync(environment, "Replaying", () => default, () =>
                    broker.ReplayDeadLettersAsync(result.GetRequiredValue(name), Given(result.GetValue(sequences)), cancellationToken));
                environment.Out.WriteLine($"{ValueText.Count(count, "dead letter")} tried again.");
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static Command Purge(CliEnvironment environment, ConnectionOptions connection)
    {
        var (name, sequences) = (Name(environment, connection), Sequences());
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask before all are deleted." };
        var command = new Command("purge", "Delete dead letters for good.") { name, sequences, yes };
        command.Validators.Add(result =>
        {
            if (Given(result.GetValue(sequences)) is null && !result.GetValue(yes) && !environment.InIsTerminal)
            {
                result.AddError("Give --sequence, or --yes to delete all.");
            }
        });
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            async broker =>
            {
                var (subscription, which) = (result.GetRequiredValue(name), Given(result.GetValue(sequences)));
                if (which is null && !result.GetValue(yes) && !await ConfirmAsync(environment, subscription, cancellationToken))
                {
                    environment.Error.WriteLine("Nothing was deleted.");
                    return ExitCodes.Failed;
                }

                var count = await broker.PurgeDeadLettersAsync(subscription, which, cancellationToken);
                environment.Out.WriteLine($"{ValueText.Count(count, "dead letter")} deleted.");
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(
        CliEnvironment environment, BrokerAdministration broker, string subscription, bool json, CancellationToken cancellationToken)
    {
        var paint = new Paint(environment.Colours);
        var format = new HumanFormat(paint, environment.Time.LocalTimeZone);
        var any = false;
        await foreach (var letter in broker.ListDeadLettersAsync(subscription, cancellationToken))
        {
            any = true;
            environment.Out.WriteLine(json ? DeadLetterText.Json(letter) : DeadLetterText.Line(letter, paint, format, environment.Time));
        }

        if (!any && !json)
        {
            environment.Out.WriteLine("No dead letters.");
        }

        return ExitCodes.Done;
    }

    private static async Task<bool> ConfirmAsync(CliEnvironment environment, string subscription, CancellationToken cancellationToken)
    {
        environment.Error.Write($"Delete all dead letters of {TerminalText.Escape(subscription)}? [y/N] ");
        var answer = await environment.In.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
        return answer?.Trim() is "y" or "Y" or "yes";
    }

    private static Argument<string> Name(CliEnvironment environment, ConnectionOptions connection) => new("name")
    {
        Description = "The subscription's name.",
        HelpName = "name",
        CompletionSources = { new BrokerNames(environment, connection).Subscriptions },
    };

    /// <summary>An option that is not given is an empty list, which would name none of them.</summary>
    private static long[]? Given(long[]? sequences) => sequences is { Length: > 0 } ? sequences : null;

    private static Option<long[]?> Sequences() => new("--sequence", "-s")
    {
        Description = "Only these: the numbers that 'list' shows first; may be given more than once. Without it all.",
        HelpName = "number",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };
}
