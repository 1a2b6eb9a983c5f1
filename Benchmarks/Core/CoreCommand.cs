using System.CommandLine;

namespace WcfBroker.Benchmarks.Core;

/// <summary>The verb <c>core</c>: what the core's operations cost as topics and subscribers grow.</summary>
internal static class CoreCommand
{
    public static Command Create()
    {
        var topics = new Option<int[]>("--topics")
        {
            Description = "How many topics there are.",
            DefaultValueFactory = _ => [1_000, 10_000, 100_000, 1_000_000],
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("core", "Cost of publish and subscribe as topics and subscribers grow.") { topics };
        command.SetAction(result =>
        {
            TopicGrowth.Run(result.GetRequiredValue(topics), Console.Out);
            FanOut.Run([1, 10, 100, 1_000, 10_000], Console.Out);
        });
        return command;
    }
}
