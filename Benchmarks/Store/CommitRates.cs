using System.Diagnostics;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.Store;

/// <summary>Messages a second by batch size, the store and the bare writer in turn: the device's speed wanders, their ratio does not.</summary>
internal static class CommitRates
{
    private const int Turns = 7;
    private const int Topics = 1_000;
    private static readonly TimeSpan TurnTime = TimeSpan.FromSeconds(0.4);

    public static void Run(string folder, TextWriter writer)
    {
        using var fresh = new FreshFolder(folder);
        using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = fresh.Path });
        using var bare = new BareWriter(fresh.Path);
        store.Commit(Messages.Topics(Topics));
        var (next, nextBare) = (1L, 1L);
        var headers = new byte[40];
        var table = new Table("messages a batch", "store, messages/s", "bare SQLite, messages/s", "ratio", "store, p50 us", "store, p99 us");
        foreach (var batch in (int[])[1, 8, 32, 64, 256, 1_024])
        {
            var (rates, bareRates, times) = (new List<double>(), new List<double>(), new List<double>());
            for (var turn = 0; turn <= Turns; turn++)
            {
                var rate = Rate(batch, times, count => store.Commit(Messages.Batch((next += count) - count, count, Topics)));
                var bareRate = Rate(batch, [], count => bare.Commit((nextBare += count) - count, count, Topics, Messages.Id, headers, Messages.Body));
                if (turn == 0)
                {
                    times.Clear();
                    continue;
                }

                rates.Add(rate);
                bareRates.Add(bareRate);
            }

            var ratios = rates.Zip(bareRates, (own, other) => own / other).ToList();
            times.Sort();
            table.Add($"{batch:N0}", $"{Median(rates):N0}", $"{Median(bareRates):N0}", $"{Median(ratios):F2}", $"{times[times.Count / 2]:N0}", $"{times[times.Count * 99 / 100]:N0}");
        }

        table.WriteTo(writer);
        writer.WriteLine();
    }

    private static double Rate(int batch, List<double> times, Action<int> commit)
    {
        var start = Stopwatch.GetTimestamp();
        long messages = 0;
        for (var before = start; Stopwatch.GetElapsedTime(start) < TurnTime; messages += batch)
        {
            commit(batch);
            var now = Stopwatch.GetTimestamp();
            times.Add(Stopwatch.GetElapsedTime(before, now).TotalMicroseconds);
            before = now;
        }

        return messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
