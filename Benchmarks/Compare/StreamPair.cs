using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Peers;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Compare;

/// <summary>The same stream of messages through two builds.</summary>
internal sealed class StreamPair : IDisposable
{
    private readonly MessageStream[] _streams;
    private readonly Scenario[] _scenarios;

    private StreamPair(string name, Contestant before, MessageStream throughBefore, Contestant after, MessageStream throughAfter)
    {
        Name = name;
        _streams = [throughBefore, throughAfter];
        _scenarios =
        [
            new($"{name}: before", () => throughBefore.RunAsync(before.Server)),
            new($"{name}: after", () => throughAfter.RunAsync(after.Server)),
        ];
    }

    public string Name { get; }

    public IReadOnlyList<Scenario> Scenarios => _scenarios;

    public static async Task<StreamPair> OpenAsync(string name, Contestant before, Contestant after, int subscribers)
    {
        var topic = $"/{name.Replace(' ', '-')}";
        return new(
            name,
            before,
            await MessageStream.OpenAsync(before.Driver, topic, publishers: 1, subscribers),
            after,
            await MessageStream.OpenAsync(after.Driver, topic, publishers: 1, subscribers));
    }

    /// <summary>The median of the build after to that of the one before.</summary>
    public double Ratio(Func<Run, double> figure) => _scenarios[1].Median(figure) / _scenarios[0].Median(figure);

    public void Dispose()
    {
        foreach (var stream in _streams)
            stream.Dispose();
    }
}
