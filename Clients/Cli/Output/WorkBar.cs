using Spectre.Console;

namespace WcfBroker.Cli.Output;

/// <summary>A progress bar on standard error, for people who wait; nothing where standard error is no terminal.</summary>
internal static class WorkBar
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows how far the work has come while it runs. With a total of 0 the bar says only that it does.</summary>
    public static async Task<T> ShowAsync<T>(CliEnvironment environment, string title, Func<(double Done, double Total)> progress, Func<Task<T>> work)
    {
        if (!environment.ErrorIsTerminal)
        {
            return await work();
        }

        return await Consoles.ForError(environment).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => FollowAsync(context.AddTask(title), progress, work(), environment.Time));
    }

    public static Task ShowAsync(CliEnvironment environment, string title, Func<(double Done, double Total)> progress, Func<Task> work) =>
        ShowAsync(environment, title, progress, async () =>
        {
            await work();
            return true;
        });

    private static async Task<T> FollowAsync<T>(ProgressTask bar, Func<(double Done, double Total)> progress, Task<T> work, TimeProvider time)
    {
        while (!work.IsCompleted)
        {
            Update(bar, progress());
            await Task.WhenAny(work, Task.Delay(Refresh, time, CancellationToken.None));
        }

        Update(bar, progress());
        return await work;
    }

    private static void Update(ProgressTask bar, (double Done, double Total) progress)
    {
        bar.IsIndeterminate = progress.Total <= 0;
        bar.MaxValue = Math.Max(1, progress.Total);
        bar.Value = Math.Min(progress.Done, bar.MaxValue);
    }
}
