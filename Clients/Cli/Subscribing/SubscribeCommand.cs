using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Completion;

namespace WcfBroker.Cli.Subscribing;

/// <summary><c>wcfbroker subscribe [TOPIC...]</c>.</summary>
internal static class SubscribeCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var options = new SubscribeOptions(environment.Time);
        options.Topics.CompletionSources.Add(new BrokerNames(environment, connection).Topics);
        var command = options.AddTo(new Command("subscribe", "Show the messages of topics as they come, until Ctrl-C."));
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithConnectionAsync(
            result,
            broker =>
            {
                var arguments = SubscribeArguments.From(result, options);
                var output = new SubscribeOutput(environment, arguments);
                return arguments.Settles
                    ? new DurableRun(output, arguments).RunAsync(broker, cancellationToken)
                    : new SubscribeRun(output, arguments).RunAsync(broker, cancellationToken);
            },
            cancellationToken));
        return command;
    }
}
