using System.Diagnostics;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.Store;

/// <summary>A long log: writing it, opening it after a crash, loading its state, reading it in order, dropping it.</summary>
internal static class OpenAndRead
{
    private const int Batch = 256;
    private const int PageMessages = 1_000;

    public static void Run(string folder, int rows, int[] topicCounts, TextWriter writer)
    {
        var table = new Table("topics", "write, messages/s", "bytes a message", "open after a crash, ms", "load state, ms", "read, messages/s", "drop, messages/s", "memory, MB");
        foreach (var topics in topicCounts)
            Run(folder, rows, topics, table);
        writer.WriteLine($"{rows:N0} messages, batches of {Batch}");
        table.WriteTo(writer);
        writer.WriteLine();
    }

    private static void Run(string folder, int rows, int topics, Table table)
    {
        using var fresh = new FreshFolder(folder);
        var options = new SqliteStoreOptions { Folder = Path.Combine(fresh.Path, "before") };
        var crashed = options with { Folder = Path.Combine(fresh.Path, "after") };
        double rate, bytes;
        using (var store = SqliteStore.Open(options))
        {
            store.Commit(Messages.Topics(topics));
            rate = rows / Seconds(() => Write(store, rows, topics));
            bytes = (double)store.Status.Bytes / rows;
            Copy(options, crashed);
        }

        SqliteStore? opened = null;
        var open = Seconds(() => opened = SqliteStore.Open(crashed));
        using var after = opened!;
        var load = Seconds(() => Load(after));
        var read = rows / Seconds(() => Read(after, rows));
        var drop = rows / Seconds(() => Drop(after, rows));
        table.Add($"{topics:N0}", $"{rate:N0}", $"{bytes:N0}", $"{open * 1_000:N0}", $"{load * 1_000:N0}", $"{read:N0}", $"{drop:N0}", $"{Environment.WorkingSet >> 20:N0}");
    }

    private static void Write(SqliteStore store, int rows, int topics)
    {
        for (long next = 1; next <= rows; next += Batch)
            store.Commit(Messages.Batch(next, Batch, topics));
    }

    private static void Load(SqliteStore store)
    {
        var state = store.Load();
        if (state.TopicNames.Sum(names => names.Span.Count('\n')) != state.RetainedSequences.Length)
            throw new InvalidOperationException("The topics are not those that were created.");
    }

    private static void Read(SqliteStore store, int rows)
    {
        for (var next = 1L; next <= rows;)
            next = store.Read(next, PageMessages, long.MaxValue).Next;
    }

    private static void Drop(SqliteStore store, int rows)
    {
        store.Commit([new LogTrimmed(rows)]);
        for (var removed = 0; removed < rows; removed += 10_000)
            store.Commit([]);
    }

    private static void Copy(SqliteStoreOptions from, SqliteStoreOptions to)
    {
        Directory.CreateDirectory(to.Folder);
        foreach (var suffix in (string[])["", "-wal"])
            File.Copy(Path.Combine(from.Folder, SqliteStoreOptions.FileName + suffix), Path.Combine(to.Folder, SqliteStoreOptions.FileName + suffix));
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
