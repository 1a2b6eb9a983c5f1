using System.CommandLine;
using System.Diagnostics;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Store;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.CatchUp;

/// <summary>The verb <c>catch-up</c>: how fast a durable subscription gets what is stored into its session's outbox.</summary>
internal static class CatchUpCommand
{
    private const int Topics = 1_000;
    private const int Batch = 256;
    private const int PageMessages = 4_096;
    private const double Target = 200_000;

    public static Command Create()
    {
        var rows = new Option<int>("--rows") { Description = "Messages stored.", DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of each kind.", DefaultValueFactory = _ => 5 };
        var folder = new Option<string>("--folder") { Description = "Where the files are made.", DefaultValueFactory = _ => "artifacts/catch-up" };
        var write = ReportOptions.Write();
        var command = new Command("catch-up", "A durable subscription catches up with the log, beside reading the log alone.") { rows, rounds, folder, write };
        command.SetAction(async result =>
        {
            var report = new Report("catch-up", $"""
                {result.GetRequiredValue(rows):N0} stored messages of 100 B with an id and a header, over {Topics:N0} topics. A durable subscription to all of them, in
                the broker's own loop with its store, is given them from the first on: 1,000 unsettled at a time, acknowledged up to the newest as the
                outbox is drained, each acknowledgement committed to the disk. Beside it the store alone is read in order. In turns.
                """);
            await RunAsync(result.GetRequiredValue(folder), result.GetRequiredValue(rows), result.GetRequiredValue(rounds), report);
            report.Finish(result.GetValue(write));
        });
        return command;
    }

    private static async Task RunAsync(string folder, int rows, int rounds, Report report)
    {
        using var fresh = new FreshFolder(folder);
        using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = fresh.Path });
        store.Commit([.. Enumerable.Range(0, Topics).Select(i => new TopicCreated(i, i == 0 ? "/" : $"/sensor-{i}"))]);
        for (long next = 1; next <= rows; next += Batch)
            store.Commit(Messages.Batch(next, (int)Math.Min(Batch, rows - next + 1), Topics));

        var (caughtUp, read) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            ReadAll(store, rows);
            read.Add(rows / Stopwatch.GetElapsedTime(start).TotalSeconds);
            caughtUp.Add(rows / (await LaggingSubscriber.CatchUpAsync(store, $"round-{round}", rows)).TotalSeconds);
        }

        var table = new Table("messages a second", "min", "median", "max");
        foreach (var (name, rates) in (IEnumerable<(string, List<double>)>)[("durable subscription, to its outbox", caughtUp), ("the store alone, read in order", read)])
            table.Add(name, $"{rates.Min():N0}", $"{Median(rates):N0}", $"{rates.Max():N0}");
        report.Add(table);
        report.Add("messages a second of the durable subscription, at least 200,000 wanted", Median(caughtUp), Median(caughtUp) >= Target);
        report.Add("as a share of reading alone", Median(caughtUp) / Median(read));
    }

    private static void ReadAll(SqliteStore store, int rows)
    {
        for (var next = 1L; next <= rows;)
            next = store.Read(next, PageMessages, long.MaxValue).Next;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
