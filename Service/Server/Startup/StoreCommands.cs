using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WcfBroker.Server.Options;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Sqlite.Backups;

namespace WcfBroker.Server.Startup;

/// <summary>
/// What is done to the store while no broker runs on it: <c>check [FILE]</c> and <c>restore FILE</c>, in place of a start and with its settings.
/// </summary>
internal sealed class StoreCommands(StorageOptions storage, TimeProvider time, TextWriter output)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Usage = 2;

    private SqliteStoreOptions Store => new() { Folder = Path.GetFullPath(storage.Path) };

    /// <summary>Whether the command line begins with such a command.</summary>
    public static bool IsOne(string[] args) => args is ["check" or "restore", ..];

    /// <returns>The exit code: 0 when it is done and the store whole, 1 when not, 2 for a command line that makes no sense.</returns>
    public static int Run(string[] args)
    {
        var words = args.Skip(1).TakeWhile(word => !word.StartsWith('-')).ToArray();
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = args[(1 + words.Length)..], ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddChecked<StorageOptions>(builder.Configuration, StorageOptions.Section);
        using var services = builder.Services.BuildServiceProvider();
        var commands = new StoreCommands(services.GetRequiredService<IOptions<StorageOptions>>().Value, TimeProvider.System, Console.Out);
        return (args[0], words) switch
        {
            ("check", []) => commands.Check(commands.Store.Path, StoreCheck.Run(commands.Store)),
            ("check", [var file]) => commands.Check(commands.Find(file), StoreCheck.Run(commands.Find(file))),
            ("restore", [var file]) => commands.Restore(commands.Find(file)),
            _ => Explain(),
        };
    }

    private static int Explain()
    {
        Console.Error.WriteLine("wcfbroker: Write 'check', 'check FILE' or 'restore FILE', then settings such as --Storage:Path=data.");
        return Usage;
    }

    private int Check(string file, StoreReport report)
    {
        Describe(file, report);
        foreach (var finding in report.Findings)
            output.WriteLine($"  {finding}");
        output.WriteLine(report.IsWhole ? "It is whole." : Text($"It is damaged: {report.DamagedMessages} messages are not what was written."));
        return report.IsWhole ? Done : Failed;
    }

    private int Restore(string backup)
    {
        var (report, replaced) = StoreRestore.Run(Store, backup, time.GetUtcNow().UtcDateTime, CancellationToken.None);
        Describe(backup, report);
        output.WriteLine($"It is the store in {Store.Folder} now, with a new epoch.");
        if (replaced is not null)
            output.WriteLine($"What was there is in {replaced}.");
        return Done;
    }

    private void Describe(string file, StoreReport report) => output.WriteLine(Text(
        $"{file}: version {report.Version}, {report.Messages} messages up to #{report.HeadSequence}, {report.Topics} topics, {report.Subscriptions} durable subscriptions, {report.DeadLetters} dead letters."));

    // A name of a backup, or a path.
    private string Find(string file) => File.Exists(file) ? Path.GetFullPath(file) : Path.Combine(storage.FullBackupFolder, file);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
