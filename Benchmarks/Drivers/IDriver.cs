namespace WcfBroker.Benchmarks.Drivers;

/// <summary>How clients publish to a broker and subscribe to it.</summary>
internal interface IDriver
{
    /// <summary>A subscriber in a connection of its own, which tells the number of each message that it receives.</summary>
    Task<IDisposable> SubscribeAsync(string topic, Action<long> received);

    /// <summary>A publisher in a connection of its own, with so many messages in a batch.</summary>
    Task<IBatchPublisher> PublisherAsync(string topic, int payloadBytes, int batchMessages);
}
