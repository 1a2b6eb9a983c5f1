using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client.Administration;

namespace WcfBroker.Cli.Sessions;

/// <summary><c>wcfbroker sessions</c>.</summary>
internal static class SessionsCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line, for scripts." };
        var command = new Command("sessions", "Show the sessions that subscribe, and what waits to be sent to each.") { json };
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

    private static async Task WriteLinesAsync(CliEnvironment environment, BrokerAdministration broker, CancellationToken cancellationToken)
    {
        await foreach (var session in broker.ListSessionsAsync(cancellationToken))
        {
            environment.Out.WriteLine(JsonSerializer.Serialize(session, JsonLines.Default.SessionInfo));
        }
    }

    private static async Task ShowAsync(CliEnvironment environment, BrokerAdministration broker, CancellationToken cancellationToken)
    {
        var table = new TextTable("Session", "Address", "Identity", "Since", "Subscriptions", "Queued", "Dropped");
        await foreach (var session in broker.ListSessionsAsync(cancellationToken))
        {
            table.Add(
                session.Id.ToString(CultureInfo.InvariantCulture),
                session.Address,
                session.Identity ?? "anonymous",
                ValueText.Time(session.SinceUtc, environment.Time),
                ValueText.Number(session.Subscriptions),
                ValueText.Number(session.Queued),
                ValueText.Number(session.Dropped));
        }

        table.Show(environment, "No sessions subscribe.");
    }
}
