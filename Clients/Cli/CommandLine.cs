using System.CommandLine;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Backups;
using WcfBroker.Cli.Bench;
using WcfBroker.Cli.Certificates;
using WcfBroker.Cli.Completion;
using WcfBroker.Cli.DeadLetters;
using WcfBroker.Cli.Information;
using WcfBroker.Cli.Publishing;
using WcfBroker.Cli.Requesting;
using WcfBroker.Cli.Sessions;
using WcfBroker.Cli.Subscribing;
using WcfBroker.Cli.Subscriptions;
using WcfBroker.Cli.Top;
using WcfBroker.Cli.Topics;
using WcfBroker.Cli.Transfer;
using WcfBroker.Cli.Users;

namespace WcfBroker.Cli;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    private const string Description = """
        Publishes, subscribes, lists topics and sends requests to a WcfBroker, shows and measures what it does, backs it up, carries its
        messages elsewhere, and edits its users.

        Exit codes: 0 done; 1 the broker refused or cannot be reached; 2 wrong usage; 130 interrupted by Ctrl-C
        (a subscription ended by Ctrl-C is done: 0).
        """;

    /// <summary>How long a command may take to end after Ctrl-C: long enough to close a session.</summary>
    private static readonly TimeSpan EndAfterInterrupt = TimeSpan.FromSeconds(5);

    public static RootCommand Create(CliEnvironment environment)
    {
        var connection = new ConnectionOptions(environment.DefaultUrl);
        var root = new RootCommand(Description)
        {
            PublishCommand.Create(environment, connection),
            SubscribeCommand.Create(environment, connection),
            TopicsCommand.Create(environment, connection),
            RequestCommand.Create(environment, connection),
            SubscriptionsCommand.Create(environment, connection),
            DeadLettersCommand.Create(environment, connection),
            SessionsCommand.Create(environment, connection),
            InfoCommand.Create(environment, connection),
            TopCommand.Create(environment, connection),
            BenchCommand.Create(environment, connection),
            BackupCommand.Create(environment, connection),
            ExportCommand.Create(environment, connection),
            ImportCommand.Create(environment, connection),
            UserCommand.Create(environment),
            CertificateCommand.Create(environment),
            CompletionCommand.Create(environment),
        };
        foreach (var option in connection.All)
        {
            root.Add(option);
        }

        return root;
    }

    /// <summary>A text may begin with @: no response files.</summary>
    public static ParseResult Parse(string[] args, CliEnvironment environment) =>
        Create(environment).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static async Task<int> RunAsync(string[] args, CliEnvironment environment)
    {
        var result = Parse(args, environment);
        if (result.Errors.Count > 0 && !IsSuggesting(args))
        {
            return UsageErrors.Show(result, environment.Error);
        }

        var configuration = new InvocationConfiguration
        {
            Output = environment.Out,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = EndAfterInterrupt,
        };
        return await FlushAsync(await result.InvokeAsync(configuration), environment.Out);
    }

    // A shell asks what may come next: the line need not make sense yet.
    private static bool IsSuggesting(string[] args) => args is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);

    private static async Task<int> FlushAsync(int exitCode, TextWriter output)
    {
        try
        {
            await output.FlushAsync();
            return exitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return exitCode == ExitCodes.Done ? ExitCodes.Failed : exitCode;
        }
    }
}
