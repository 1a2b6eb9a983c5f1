using System.CommandLine;
using System.Diagnostics;
using WcfBroker.Core;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.Store;

/// <summary>A process of <see cref="RestartCommand"/>: opens a store, restores a broker from it, and does nothing else.</summary>
internal static class OpenCommand
{
    public const string Verb = "open";
    public const string Ready = "restored";
    public const string Open = "open";
    public const string Restore = "restore";
    public const string Processor = "processor";

    public static Command Create()
    {
        var folder = new Argument<string>("folder");
        var command = new Command(Verb) { folder };
        command.Hidden = true;
        command.SetAction(result => Run(result.GetRequiredValue(folder)));
        return command;
    }

    private static void Run(string folder)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = folder });
        Console.WriteLine($"{Open}={Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0}");
        start = Stopwatch.GetTimestamp();
        var broker = new Broker(BrokerLimits.Default);
        broker.Restore(store, TimeProvider.System.GetUtcNow().UtcDateTime);
        Console.WriteLine($"{Restore}={Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0}");
        Console.WriteLine($"{Processor}={(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:F0}");
        Console.WriteLine(Ready);
        Console.ReadLine();
        GC.KeepAlive(broker);
    }
}
