namespace WcfBroker.Cli.Top;

/// <summary>What happened between two looks at the broker.</summary>
internal sealed class TopFrame(TopSample before, TopSample now, TimeSpan elapsed)
{
    // A broker that was started anew counts from zero.
    private readonly bool _isSameRun = before.Info.StartedUtc == now.Info.StartedUtc;
    private readonly Dictionary<string, long> _counts = before.Topics.ToDictionary(topic => topic.Name, topic => topic.MessageCount, StringComparer.Ordinal);

    public TopSample Now => now;

    public double PublishedPerSecond => Rate(now.Info.HeadSequence, before.Info.HeadSequence);

    public double DeliveredPerSecond => Rate(now.Info.Delivered, before.Info.Delivered);

    /// <summary>The topics that were published to, those with the highest rate first, then those with the most messages.</summary>
    public IEnumerable<(string Name, double PerSecond, long Messages)> Topics(int count) => now.Topics
        .Where(topic => topic.MessageCount > 0)
        .Select(topic => (topic.Name, PerSecond: Rate(topic.MessageCount, _counts.GetValueOrDefault(topic.Name)), topic.MessageCount))
        .OrderByDescending(topic => topic.PerSecond)
        .ThenByDescending(topic => topic.MessageCount)
        .Take(count);

    private double Rate(long later, long earlier) =>
        elapsed > TimeSpan.Zero ? Math.Max(0, later - (_isSameRun ? earlier : 0)) / elapsed.TotalSeconds : 0;
}
