using WcfBroker.Core.Topics;

namespace WcfBroker.Benchmarks.Core;

/// <summary>Publish and subscribe among more and more topics: the cost is to stay what it is among few.</summary>
internal static class TopicGrowth
{
    private const int Operations = 20_000;

    // Jumps about, so that the processor's caches help no more than they would in life.
    private const int Stride = 7_919;

    public static void Run(int[] counts, TextWriter writer)
    {
        var table = new Table("topics", "publish, none subscribed", "publish to 1", "publish to 1 by pattern", "subscribe + unsubscribe", "bytes a topic with its message");
        Run(counts[0], new Table([]));
        foreach (var count in counts)
            Run(count, table);
        table.WriteTo(writer);
        writer.WriteLine();
    }

    private static void Run(int count, Table table)
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

        TopicName At(int i) => topics[(int)((long)i * Stride % count)];

        void Publish(LocalBroker to, int i)
        {
            to.Publish(At(i));
            if (i % 500 == 0)
                to.DrainAll();
        }
    }
}
