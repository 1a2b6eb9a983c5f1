using WcfBroker.Core.Topics;

namespace WcfBroker.Benchmarks.Core;

/// <summary>Publish and subscribe among more and more topics: the cost is to stay what it is among few.</summary>
internal static class TopicGrowth
{
    private const int Operations = 20_000;

    // Jumps about, so that the processor's caches help no more than they would in life.
    private const int Stride = 7_919;

    /// <summary>
    /// Once with a hundred of the topics in use, which shows what the structures cost, and once with all, which adds what
    /// memory costs when no cache holds it.
    /// </summary>
    public static void Run(int[] counts, TextWriter writer)
    {
        foreach (var inUse in (int[])[100, int.MaxValue])
        {
            writer.WriteLine(inUse == int.MaxValue ? "All topics in use:" : $"{inUse:N0} of the topics in use:");
            writer.WriteLine();
            Run(counts, inUse, writer);
        }
    }

    private static void Run(int[] counts, int inUse, TextWriter writer)
    {
        var table = new Table("topics", "publish, none subscribed", "publish to 1", "publish to 1 by pattern", "subscribe + unsubscribe", "bytes a topic with its message");
        Run(counts[0], inUse, new Table([]));
        foreach (var count in counts)
            Run(count, inUse, table);
        table.WriteTo(writer);
        writer.WriteLine();
    }

    private static void Run(int count, int inUse, Table table)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var broker = new LocalBroker();
        for (var i = 0; i < count; i++)
            broker.Publish(Name(i));
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        var topics = Enumerable.Range(0, count).Select(Name).ToArray();
        var filters = Enumerable.Range(0, Operations).Select(i => TopicFilter.Parse(At(i).Value)).ToArray();
        var alone = Measure.PerOperation(Operations, i => broker.Publish(At(i)));
        var session = broker.Attach();
        var subscribe = Measure.PerOperation(Operations, i => broker.Unsubscribe(session, broker.Subscribe(session, filters[i])));
        broker.DrainAll();
        var all = broker.Subscribe(session, TopicFilter.Parse("/building/#"));
        broker.DrainAll();
        var pattern = Measure.PerOperation(Operations, i => Publish(broker, i));
        broker.Unsubscribe(session, all);
        broker.Subscribe(session, TopicFilter.Parse("/"));
        var one = Measure.PerOperation(Operations, i => Publish(broker, i));
        table.Add($"{count:N0}", $"{alone}", $"{one}", $"{pattern}", $"{subscribe}", $"{bytes:N0}");

        static TopicName Name(int i) => TopicName.Parse($"/building/{i / 1_000}/sensor/{i}");

        TopicName At(int i) => topics[(int)((long)i * Stride % Math.Min(inUse, count)) * Math.Max(1, count / inUse)];

        void Publish(LocalBroker to, int i)
        {
            to.Publish(At(i));
            if (i % 500 == 0)
                to.DrainAll();
        }
    }
}
