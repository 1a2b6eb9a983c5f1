using System.CommandLine;
using System.Text;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client;
using WcfBroker.Client.Responders;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Requesting;

/// <summary><c>wcfbroker request TOPIC TEXT</c>.</summary>
internal static class RequestCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromMinutes(5);

    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var topic = new Argument<string>("topic") { Description = "The topic that the responder answers on." };
        var text = new Argument<string>("text") { Description = "The request." };
        var timeout = new Option<TimeSpan?>("--timeout", "-t")
        {
            Description = $"How long to wait for the reply, at most 5m (default 10s): {Duration.Form}.",
            HelpName = "duration",
            CustomParser = Duration.ParseArgument,
        };
        var command = new Command("request", "Send a request to a responder and print its reply.") { topic, text, timeout };
        command.Validators.Add(result =>
        {
            if (result.GetValue(timeout) > TimeoutMax)
            {
                result.AddError("--timeout must be at most 5m.");
            }
        });
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithConnectionAsync(
            result,
            async broker =>
            {
                var body = Encoding.UTF8.GetBytes(result.GetRequiredValue(text));
                var request = new BrokerMessage { ContentType = ContentTypes.Text, Body = body };
                var wait = result.GetValue(timeout) ?? DefaultTimeout;
                return Show(environment, await broker.RequestAsync(result.GetRequiredValue(topic), request, wait, cancellationToken));
            },
            cancellationToken));
        return command;
    }

    /// <summary>A reply with an error header is a refusal: it goes to standard error.</summary>
    private static int Show(CliEnvironment environment, BrokerMessage reply)
    {
        var text = BodyText.Whole(reply.Body);
        if (reply.Headers?.FirstOrDefault(header => header.Name == ResponderHeaders.Error) is { } error)
        {
            environment.Error.WriteLine($"wcfbroker: {text} [{TerminalText.Escape(error.Value ?? "")}]");
            return ExitCodes.Failed;
        }

        environment.Out.WriteLine(text);
        return ExitCodes.Done;
    }
}
