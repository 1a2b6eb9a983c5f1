using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Load;

/// <summary>The subscribers of one topic, and the stream of numbered messages that they share.</summary>
internal sealed class Audience : IDisposable
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);
    private readonly DeliveryWindow _window;
    private readonly List<IDisposable> _connections = [];
    private long _published;

    public Audience(int subscribers)
    {
        _window = new DeliveryWindow(subscribers);
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally(_window))];
    }

    public IReadOnlyList<Tally> Tallies { get; }

    public void Add(IDisposable connection) => _connections.Add(connection);

    /// <summary>Publishes for a while, batch by batch, and waits until all has been received; counts deliveries.</summary>
    /// <param name="server">Whose processor time is measured.</param>
    /// <param name="publish">Publishes a batch whose first message has the given number.</param>
    public async Task<Run> RunAsync(ServerProcess server, Func<long, Task> publish)
    {
        var before = _published;
        var meter = new Meter(server);
        while (meter.Elapsed < Duration)
        {
            await _window.EnterAsync();
            await publish(_published);
            _published += DeliveryWindow.BatchMessages;
        }

        await _window.DrainAsync();
        var run = meter.Stop((_published - before) * Tallies.Count);
        foreach (var tally in Tallies)
            tally.Verify(_published);
        return run;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
        _window.Dispose();
    }
}
