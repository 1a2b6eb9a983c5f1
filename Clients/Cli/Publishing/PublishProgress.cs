using WcfBroker.Cli.Output;

namespace WcfBroker.Cli.Publishing;

/// <summary>A progress bar for people who publish many messages.</summary>
internal static class PublishProgress
{
    public static Task ShowAsync(CliEnvironment environment, PublishArguments arguments, PublishTally tally, Func<Task> work) =>
        arguments.Total is { } total and > 1
            ? WorkBar.ShowAsync(environment, "Publishing", () => (tally.Count, total), work)
            : work();
}
