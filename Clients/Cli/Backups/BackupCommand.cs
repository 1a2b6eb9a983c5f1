using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client.Administration;
using WcfBroker.Contracts.Administration;

namespace WcfBroker.Cli.Backups;

/// <summary><c>wcfbroker backup [NAME]</c>.</summary>
internal static class BackupCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var name = new Argument<string?>("name")
        {
            Description = "The file in the broker's backup folder (Storage:BackupFolder), which must not exist; by default one named after the time.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("backup", "Copy the store, as it is now, into the broker's backup folder, while the broker goes on.") { name };
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result, broker => RunAsync(environment, broker, result.GetValue(name), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliEnvironment environment, BrokerAdministration broker, string? name, CancellationToken cancellationToken)
    {
        var backup = await broker.StartBackupAsync(name, cancellationToken);
        var wanted = backup.Name;
        await WorkBar.ShowAsync(environment, "Backing up", () => (backup.Bytes, backup.BytesTotal), async () =>
        {
            while (backup.State == BackupStates.Running)
            {
                await Task.Delay(Poll, environment.Time, cancellationToken);
                backup = await broker.GetBackupAsync(cancellationToken) is { } now && now.Name == wanted
                    ? now
                    : throw new IOException($"What became of the backup '{wanted}' is not known: the broker was started anew, or another was begun.");
            }
        });
        if (backup.State != BackupStates.Done)
        {
            throw new IOException($"The backup failed: {backup.Error}");
        }

        environment.Out.WriteLine(
            $"Backed up {ValueText.Bytes(backup.Bytes)}, messages up to #{backup.HeadSequence}, to {TerminalText.Escape(backup.Path)} on the broker's machine.");
        return ExitCodes.Done;
    }
}
