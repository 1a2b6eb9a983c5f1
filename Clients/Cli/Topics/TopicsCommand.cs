using System.CommandLine;
using Spectre.Console;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client;

namespace WcfBroker.Cli.Topics;

/// <summary><c>wcfbroker topics</c>.</summary>
internal static class TopicsCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var prefix = new Option<string?>("--prefix", "-p") { Description = "Only this topic and its subtopics.", HelpName = "topic" };
        var list = new Option<bool>("--list", "-l") { Description = "One topic a line instead of a tree." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line, for scripts." };
        var command = new Command("topics", "Show the topics, how many messages each has seen, and how many subscribe to it.")
        {
            prefix, list, json,
        };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithConnectionAsync(
            result,
            async broker =>
            {
                var arguments = new TopicsArguments(result.GetValue(prefix), result.GetValue(list), result.GetValue(json));
                await ShowAsync(environment, broker, arguments, cancellationToken);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static Task ShowAsync(
        CliEnvironment environment, BrokerConnection broker, TopicsArguments arguments, CancellationToken cancellationToken) =>
        arguments.List || arguments.Json
            ? ShowLinesAsync(environment, broker, arguments, cancellationToken)
            : ShowTreeAsync(environment, broker, arguments, cancellationToken);

    private static async Task ShowLinesAsync(
        CliEnvironment environment, BrokerConnection broker, TopicsArguments arguments, CancellationToken cancellationToken)
    {
        var paint = new Paint(environment.Colours);
        await foreach (var topic in broker.ListTopicsAsync(arguments.Prefix, cancellationToken))
        {
            environment.Out.WriteLine(arguments.Json ? TopicText.Json(topic) : TopicText.Line(topic, paint));
        }
    }

    private static async Task ShowTreeAsync(
        CliEnvironment environment, BrokerConnection broker, TopicsArguments arguments, CancellationToken cancellationToken)
    {
        var tree = new TopicTree();
        await foreach (var topic in broker.ListTopicsAsync(arguments.Prefix, cancellationToken))
        {
            tree.Add(topic);
        }

        if (tree.IsEmpty)
        {
            environment.Out.WriteLine("No topics.");
            return;
        }

        Consoles.ForOut(environment).Write(tree.Tree);
    }
}
