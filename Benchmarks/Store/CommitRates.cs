using System.Diagnostics;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.Store;

/// <summary>
/// Messages a second by batch size, the store and the bare writer taking turns at each batch: the device's speed wanders,
/// their ratio does not.
/// </summary>
internal static class CommitRates
{
    private const int Topics = 1_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(6);

    public static void Run(string folder, TextWriter writer)
    {
        using var fresh = new FreshFolder(folder);
        using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = fresh.Path });
        using var bare = new BareWriter(fresh.Path);
        store.Commit(Messages.Topics(Topics));
        var headers = new byte[40];
        var next = 1L;
        var table = new Table("messages a batch", "store, messages/s", "bare SQLite", "ratio", "store, p50 us", "bare", "store, p99 us", "bare");
        foreach (var batch in (int[])[1, 8, 32, 64, 256, 1_024])
        {
            var (times, bareTimes) = (new List<double>(), new List<double>());
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Time; next += batch)
            {
                times.Add(Microseconds(() => store.Commit(Messages.Batch(next, batch, Topics))));
                bareTimes.Add(Microseconds(() => bare.Commit(next, batch, Topics, Messages.Id, headers, Messages.Body)));
            }

            var (rate, bareRate) = (Rate(batch, times), Rate(batch, bareTimes));
            table.Add(
                $"{batch:N0}", $"{rate:N0}", $"{bareRate:N0}", $"{rate / bareRate:F2}",
                $"{At(times, 0.5):N0}", $"{At(bareTimes, 0.5):N0}", $"{At(times, 0.99):N0}", $"{At(bareTimes, 0.99):N0}");
        }

        table.WriteTo(writer);
        writer.WriteLine();
    }

    private static double Microseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static double Rate(int batch, List<double> times) => batch * times.Count / times.Sum() * 1_000_000;

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(times.Count * share));
}
