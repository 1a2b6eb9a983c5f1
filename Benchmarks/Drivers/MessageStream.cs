using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Publishers of one topic, which take turns, and its subscribers, who must receive each message once.</summary>
internal sealed class MessageStream : IDisposable
{
    public const int PayloadBytes = 100;

    private readonly Audience _audience;
    private readonly IBatchPublisher[] _publishers;

    private MessageStream(Audience audience, IBatchPublisher[] publishers) => (_audience, _publishers) = (audience, publishers);

    public static async Task<MessageStream> OpenAsync(IDriver driver, string topic, int publishers, int subscribers)
    {
        var audience = new Audience(subscribers);
        foreach (var tally in audience.Tallies)
            audience.Add(await driver.SubscribeAsync(topic, tally.Add));
        return new MessageStream(audience, await Task.WhenAll(
            Enumerable.Range(0, publishers).Select(_ => driver.PublisherAsync(topic, PayloadBytes, DeliveryWindow.BatchMessages))));
    }

    public Task<Run> RunAsync(ServerProcess server) => _audience.RunAsync(
        server, first => _publishers[first / DeliveryWindow.BatchMessages % _publishers.Length].PublishAsync(first));

    public void Dispose()
    {
        foreach (var publisher in _publishers)
            publisher.Dispose();
        _audience.Dispose();
    }
}
