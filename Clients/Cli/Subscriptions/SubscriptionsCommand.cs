using System.CommandLine;
using System.Text.Json;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client.Administration;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscriptions;

/// <summary><c>wcfbroker subscriptions [list|pause NAME|resume NAME|replay NAME|delete NAME]</c>.</summary>
internal static class SubscriptionsCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var command = Listing(new Command("subscriptions", "Show the durable subscriptions and how far each is behind."), environment, connection);
        command.Add(Listing(new Command("list", "Show the durable subscriptions: the same as without 'list'."), environment, connection));
        command.Add(Act(
            new Command("pause", "Give out nothing more of a durable subscription until it is resumed. It keeps its place."),
            "Paused", (broker, name, cancellation) => broker.PauseSubscriptionAsync(name, cancellation), environment, connection));
        command.Add(Act(
            new Command("resume", "Let a paused subscription go on where it was."),
            "Resumed", (broker, name, cancellation) => broker.ResumeSubscriptionAsync(name, cancellation), environment, connection));
        command.Add(ReplayCommand.Create(environment, connection));
        command.Add(Act(
            new Command("delete", "Delete a durable subscription, whoever owns it. Its dead letters stay."),
            "Deleted", (broker, name, cancellation) => broker.RemoveSubscriptionAsync(name, cancellation), environment, connection));
        return command;
    }

    private static Command Listing(Command command, CliEnvironment environment, ConnectionOptions connection)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line, for scripts." };
        command.Add(json);
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            async broker =>
            {
                await (result.GetValue(json) ? WriteLinesAsync(environment, broker, cancellationToken) : ShowAsync(environment, broker, cancellationToken));
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static Command Act(
        Command command,
        string done,
        Func<BrokerAdministration, string, CancellationToken, Task> act,
        CliEnvironment environment,
        ConnectionOptions connection)
    {
        var name = new Argument<string>("name") { Description = "The subscription's name." };
        command.Add(name);
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            async broker =>
            {
                await act(broker, result.GetRequiredValue(name), cancellationToken);
                environment.Out.WriteLine($"{done} {TerminalText.Escape(result.GetRequiredValue(name))}.");
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static async Task WriteLinesAsync(CliEnvironment environment, BrokerAdministration broker, CancellationToken cancellationToken)
    {
        await foreach (var subscription in broker.ListSubscriptionsAsync(cancellationToken))
        {
            environment.Out.WriteLine(JsonSerializer.Serialize(subscription, JsonLines.Default.SubscriptionStatus));
        }
    }

    private static async Task ShowAsync(CliEnvironment environment, BrokerAdministration broker, CancellationToken cancellationToken)
    {
        var table = new TextTable("Name", "Topic", "Behind", "In flight", "Waiting", "Dead letters", "Sessions", "Kind");
        await foreach (var subscription in broker.ListSubscriptionsAsync(cancellationToken))
        {
            table.Add(
                subscription.Name,
                subscription.Topic,
                ValueText.Number(subscription.Behind),
                ValueText.Number(subscription.InFlight),
                ValueText.Number(subscription.Waiting),
                ValueText.Number(subscription.DeadLetters),
                Sessions(subscription, environment.Time),
                Kind(subscription));
        }

        table.Show(environment, "No durable subscriptions.");
    }

    private static string Sessions(SubscriptionStatus subscription, TimeProvider time) => subscription.IdleSinceUtc is { } since
        ? $"none since {ValueText.Time(since, time)}"
        : ValueText.Number(subscription.Members);

    private static string Kind(SubscriptionStatus subscription)
    {
        var shared = subscription.Shared ? "shared" : "alone";
        var strict = subscription.Order == DeliveryOrders.Strict ? ", strict" : "";
        return $"{shared}{strict}{(subscription.Paused ? ", paused" : "")}";
    }
}
