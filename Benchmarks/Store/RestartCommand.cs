using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.Store;

/// <summary>The verb <c>store restart</c>: a long log written, its writer killed, and what it takes to be there again.</summary>
internal static class RestartCommand
{
    private const int Rounds = 5;
    private const int Mega = 1 << 20;
    private const double ResidentMax = 250;

    public static Command Create()
    {
        var messages = new Option<int>("--messages") { Description = "Messages in the log.", DefaultValueFactory = _ => 10_000_000 };
        var topics = new Option<int>("--topics") { Description = "Topics, each with a retained message.", DefaultValueFactory = _ => 1_000_000 };
        var folder = StoreCommand.Folder();
        var write = ReportOptions.Write();
        var command = new Command("restart", "Writes a long log, kills the writer, and starts the host on it.") { messages, topics, folder, write };
        command.SetAction((result, _) => RunAsync(
            result.GetRequiredValue(folder), result.GetRequiredValue(messages), result.GetRequiredValue(topics), result.GetValue(write)));
        return command;
    }

    private static async Task RunAsync(string folder, int messages, int topics, bool isKept)
    {
        using var fresh = new FreshFolder(folder);
        IReadOnlyList<double> rates, processor;
        await using (var writer = await Servers.StartSelfAsync(FillCommand.Ready, "store", FillCommand.Verb, fresh.Path, Text(messages), Text(topics)))
            (rates, processor) = (writer.Figures(FillCommand.Rate), writer.Figures(FillCommand.Processor));
        var bytes = new FileInfo(Path.Combine(fresh.Path, SqliteStoreOptions.FileName)).Length;
        var empty = await StartEmptyAsync();
        var restarts = new List<Restart>();
        while (restarts.Count < Rounds)
            restarts.Add(await RestartAsync(fresh.Path));
        var report = new Report("store", $"""
            A process writes {messages:N0} messages of {Messages.Body.Length} B (with id and header) over {topics:N0} topics, in batches of 256 flushed to the device,
            and is killed while it writes on. A second opens the store and restores a broker from it. A third is the host as it is
            released: from the start of the process to the receipt of its first publish. Each is killed in its turn; medians of {Rounds} rounds.
            The file, {bytes >> 20:N0} MiB, is in the cache of the system. Times wander with what else the machine does; processor time does less.
            """);
        AddFill(report, messages, rates, processor);
        AddRestarts(report, empty, restarts);
        report.Finish(isKept);
    }

    // What the host takes with nothing to restore. The client's own start is not measured, so it publishes here first.
    private static async Task<double> StartEmptyAsync()
    {
        var times = new List<double>();
        while (times.Count < Rounds)
        {
            var start = Stopwatch.GetTimestamp();
            await using var host = await Servers.StartHostAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await PublishAsync(host);
        }

        return Median(times);
    }

    // Each process is killed, so that the next finds what it left.
    private static async Task<Restart> RestartAsync(string folder)
    {
        double open, restore, processor, opened;
        await using (var opener = await Servers.StartSelfAsync(OpenCommand.Ready, "store", OpenCommand.Verb, folder))
        {
            (open, restore) = (opener.Figures(OpenCommand.Open)[0], opener.Figures(OpenCommand.Restore)[0]);
            processor = opener.Figures(OpenCommand.Processor)[0];
            opened = (double)opener.ResidentBytes / Mega;
        }

        var start = Stopwatch.GetTimestamp();
        await using var host = await Servers.StartDurableHostAsync(folder);
        var ready = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await PublishAsync(host);
        return new Restart(open, restore, processor, opened, ready, Stopwatch.GetElapsedTime(start).TotalMilliseconds, (double)host.ResidentBytes / Mega);
    }

    private static async Task PublishAsync(ServerProcess host)
    {
        using var client = new WcfConnection(host.Address(Servers.NetTcp), new CountingCallback(null));
        await client.Broker.PublishTextAsync("/building/0", "again");
    }

    private static void AddFill(Report report, int messages, IReadOnlyList<double> rates, IReadOnlyList<double> processor)
    {
        var table = new Table(["messages", .. rates.Select((_, i) => $"{(i + 1) * messages / rates.Count:N0}")]);
        table.Add(["messages/s", .. rates.Select(rate => $"{rate:N0}")]);
        table.Add(["processor, us a message", .. processor.Select(time => $"{time:N2}")]);
        report.Add(table);
        var kept = OfSecondHalf(rates);
        report.Add("messages/s, the median of the second five of that of the first: at least 0.9", kept, kept >= 0.9);
        var cost = OfSecondHalf(processor);
        report.Add("processor time a message, likewise: at most 1.1", cost, cost <= 1.1);
    }

    private static double OfSecondHalf(IReadOnlyList<double> figures) =>
        Median(figures.Skip(figures.Count / 2)) / Median(figures.Take(figures.Count / 2));

    private static void AddRestarts(Report report, double empty, List<Restart> restarts)
    {
        report.Add("open the store, ms", Median(restarts, restart => restart.OpenMilliseconds));
        report.Add("restore the broker, ms", Median(restarts, restart => restart.RestoreMilliseconds));
        var opened = Median(restarts, restart => restart.OpenMilliseconds + restart.RestoreMilliseconds);
        report.Add("open and restore, ms: less than 1,000", opened, opened < 1_000);
        report.Add("processor time of that, ms", Median(restarts, restart => restart.ProcessorMilliseconds));
        report.Add("memory of the process that did just that, MiB", Median(restarts, restart => restart.OpenedMegabytes));
        report.Add("host with nothing to restore, ms to ready", empty);
        report.Add("host, ms to ready", Median(restarts, restart => restart.ReadyMilliseconds));
        report.Add("host, ms to the first receipt", Median(restarts, restart => restart.ReceiptMilliseconds));
        var resident = Median(restarts, restart => restart.HostMegabytes);
        report.Add($"host, MiB of memory: less than {ResidentMax}", resident, resident < ResidentMax);
    }

    private static double Median(List<Restart> restarts, Func<Restart, double> figure) => Median(restarts.Select(figure));

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
