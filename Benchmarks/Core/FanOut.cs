using WcfBroker.Core.Topics;

namespace WcfBroker.Benchmarks.Core;

/// <summary>One topic and more and more subscribers: the cost of a delivery is to stay what it is.</summary>
internal static class FanOut
{
    private const int Deliveries = 200_000;
    private const int PublishesBetweenDrains = 100;

    public static void Run(int[] counts, TextWriter writer)
    {
        var table = new Table("subscribers", "a delivery, with its drain", "publishes a second");
        Run(counts[0], new Table([]));
        foreach (var count in counts)
            Run(count, table);
        table.WriteTo(writer);
    }

    private static void Run(int count, Table table)
    {
        var topic = TopicName.Parse("/a/b");
        var broker = new LocalBroker();
        for (var i = 0; i < count; i++)
            broker.Subscribe(broker.Attach(), TopicFilter.Parse("/a"));
        var cost = Measure.PerOperation(Math.Max(PublishesBetweenDrains, Deliveries / count), i =>
        {
            broker.Publish(topic);
            if (i % PublishesBetweenDrains == PublishesBetweenDrains - 1)
                broker.DrainAll();
        });
        table.Add($"{count:N0}", $"{cost.Nanoseconds / count:F0} ns, {cost.Bytes / count:F0} B", $"{1e9 / cost.Nanoseconds:N0}");
    }
}
