using System.Globalization;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Crash;

/// <summary>A process that commits batch after batch and prints the newest sequence of each once it is stored.</summary>
internal static class CrashChild
{
    public const string Verb = "crash-child";
    public const int Topics = 7;

    /// <summary>The exit code after a store fault, whose kind is the last line.</summary>
    public const int FaultExitCode = 3;

    public static int Run(string folder, int batches)
    {
        try
        {
            using var store = SqliteStore.Open(Options(folder));
            CommitAll(store, batches);
            return 0;
        }
        catch (StoreException exception)
        {
            Console.WriteLine(exception.Fault);
            return FaultExitCode;
        }
    }

    public static SqliteStoreOptions Options(string folder) =>
        new() { Folder = folder, BallastBytes = 1 << 20, RetainedFlushRecords = 50, SweepRows = 50 };

    public static MessageAppended Message(long sequence) =>
        Samples.Message(sequence, (int)(sequence % Topics), new MessageContent { Body = BitConverter.GetBytes(sequence), Id = $"{sequence}" });

    private static void CommitAll(SqliteStore store, int batches)
    {
        var head = store.Load().HeadSequence;
        if (head == 0)
            store.Commit([.. Enumerable.Range(0, Topics).Select(Samples.Topic), new SubscriptionCreated(Samples.Subscription(1), 0)]);
        for (var batch = 0; batch < batches; batch++)
        {
            var count = 1 + (batch % 20);
            store.Commit([.. Enumerable.Range(1, count).Select(i => Message(head + i)), new Acknowledged(1, head + count)]);
            head += count;
            Console.WriteLine(head.ToString(CultureInfo.InvariantCulture));
        }
    }
}
