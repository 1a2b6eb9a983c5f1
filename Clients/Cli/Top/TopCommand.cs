using System.CommandLine;
using System.Runtime.CompilerServices;
using Spectre.Console;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Client.Administration;

namespace WcfBroker.Cli.Top;

/// <summary><c>wcfbroker top</c>.</summary>
internal static class TopCommand
{
    private static readonly TimeSpan IntervalMin = TimeSpan.FromMilliseconds(100);

    public static Command Create(CliEnvironment environment, ConnectionOptions connection)
    {
        var interval = new Option<TimeSpan?>("--interval", "-i")
        {
            Description = "How often to look, 1s by default, at least 100ms.", HelpName = "duration", CustomParser = Duration.ParseArgument,
        };
        var count = new Option<int?>("--count", "-n") { Description = "End after so many looks." };
        var once = new Option<bool>("--once") { Description = "End after one look." };
        var command = new Command("top", "Show what the broker does, anew each second: rates, sessions, topics, subscriptions. Ctrl-C ends.")
        {
            interval, count, once,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(count) is < 1 || (result.GetValue(count) is not null && result.GetValue(once)))
            {
                result.AddError("--count must be 1 or more, without --once.");
            }

            if (result.GetValue(interval) < IntervalMin)
            {
                result.AddError("--interval must be 100ms or more.");
            }
        });
        command.SetAction((result, cancellationToken) => new CommandRun(environment, connection).WithAdministrationAsync(
            result,
            broker => ShowAsync(
                environment,
                Frames(environment, broker, result.GetValue(interval) ?? TimeSpan.FromSeconds(1), result.GetValue(once) ? 1 : result.GetValue(count)),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(CliEnvironment environment, IAsyncEnumerable<TopFrame> frames, CancellationToken cancellationToken)
    {
        try
        {
            var console = Consoles.ForOut(environment);
            if (!environment.OutIsTerminal)
            {
                await foreach (var frame in frames.WithCancellation(cancellationToken))
                {
                    console.Write(TopView.Of(frame, environment.Time));
                    await environment.Out.FlushAsync(cancellationToken);
                }

                return ExitCodes.Done;
            }

            await console.Live(new Text("Looking ...")).StartAsync(async live =>
            {
                await foreach (var frame in frames.WithCancellation(cancellationToken))
                {
                    live.UpdateTarget(TopView.Of(frame, environment.Time));
                }
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how it ends.
        }

        return ExitCodes.Done;
    }

    private static async IAsyncEnumerable<TopFrame> Frames(
        CliEnvironment environment,
        BrokerAdministration broker,
        TimeSpan interval,
        int? count,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var time = environment.Time;
        var before = await TopSample.TakeAsync(broker, time, cancellationToken);
        for (var i = 0; i < (count ?? int.MaxValue); i++)
        {
            await Task.Delay(interval, time, cancellationToken);
            var now = await TopSample.TakeAsync(broker, time, cancellationToken);
            yield return new TopFrame(before, now, time.GetElapsedTime(before.Timestamp, now.Timestamp));
            before = now;
        }
    }
}
