using Spectre.Console;
using WcfBroker.Cli.Output;

namespace WcfBroker.Cli.Publishing;

/// <summary>A progress bar on standard error, for people who publish many messages.</summary>
internal static class PublishProgress
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    public static Task ShowAsync(CliEnvironment environment, PublishArguments arguments, PublishTally tally, Func<Task> work) =>
        environment.ErrorIsTerminal && arguments.Total is { } total and > 1
            ? Consoles.ForError(environment).Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(context => FollowAsync(context.AddTask("Publishing", maxValue: total), tally, work(), environment.Time))
            : work();

    private static async Task FollowAsync(ProgressTask bar, PublishTally tally, Task work, TimeProvider time)
    {
        while (!work.IsCompleted)
        {
            bar.Value = tally.Count;
            await Task.WhenAny(work, Task.Delay(Refresh, time, CancellationToken.None));
        }

        bar.Value = tally.Count;
        await work;
    }
}
