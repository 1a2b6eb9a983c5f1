using System.CommandLine;
using System.Diagnostics;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.Store;

/// <summary>The process of <see cref="RestartCommand"/> that is killed: writes a long log, and goes on writing.</summary>
internal static class FillCommand
{
    public const string Verb = "fill";
    public const string Ready = "filled";
    public const string Rate = "rate";
    public const string Processor = "processor";
    private const int Batch = 256;

    public static Command Create()
    {
        var folder = new Argument<string>("folder");
        var messages = new Argument<int>("messages");
        var topics = new Argument<int>("topics");
        var command = new Command(Verb) { folder, messages, topics };
        command.Hidden = true;
        command.SetAction(result => Run(result.GetRequiredValue(folder), result.GetRequiredValue(messages), result.GetRequiredValue(topics)));
        return command;
    }

    private static void Run(string folder, int messages, int topics)
    {
        using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = folder });
        store.Commit(Messages.Topics(topics));
        var begin = TimeProvider.System.GetUtcNow().UtcDateTime;
        var next = 1L;
        for (var tenth = 1; tenth <= 10; tenth++)
        {
            var (first, start, processor) = (next, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            for (; next <= (long)messages * tenth / 10; next += Batch)
                store.Commit(Messages.Batch(next, Batch, topics, begin));
            Console.WriteLine($"{Rate}={(next - first) / Stopwatch.GetElapsedTime(start).TotalSeconds:F0}");
            Console.WriteLine($"{Processor}={(Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / (next - first):F2}");
        }

        Console.WriteLine(Ready);
        for (; ; next += Batch)
            store.Commit(Messages.Batch(next, Batch, topics, begin));
    }
}
