using System.CommandLine;
using System.Text.Json;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Administration;

namespace WcfBroker.Cli.Information;

/// <summary><c>wcfbroker info</c>.</summary>
internal static class InfoCommand
{
    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object, for scripts." };
        var command = new Command("info", "Show what runs, since when, and how much it keeps.") { json };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            async broker =>
            {
                var info = await broker.GetServerInfoAsync(cancellationToken);
                environment.Out.WriteLine(
                    result.GetValue(json) ? JsonSerializer.Serialize(info, JsonLines.Default.ServerInfo) : Text(info, environment.Time));
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static string Text(ServerInfo info, TimeProvider time)
    {
        var messages = info.HeadSequence == 0 ? "none yet" : $"kept #{info.FirstSequence} to #{info.HeadSequence}";
        var used = info.StoreBytes is { } bytes ? $", {ValueText.Bytes(bytes)} used" : "";
        var free = info.FreeDiskBytes is { } rest ? $", {ValueText.Bytes(rest)} free" : "";
        return $"""
            WcfBroker {TerminalText.Escape(info.Version)}, running since {ValueText.Time(info.StartedUtc, time)}
            Messages       {messages}
            Topics         {ValueText.Number(info.Topics)}
            Sessions       {ValueText.Number(info.Sessions)}
            Subscriptions  {ValueText.Number(info.DurableSubscriptions)} durable
            Dead letters   {ValueText.Number(info.DeadLetters)}
            Storage        {TerminalText.Escape(info.Storage)}{used}{free}
            Epoch          {TerminalText.Escape(info.Epoch)}
            """.ReplaceLineEndings(Environment.NewLine);
    }
}
