namespace WcfBroker.Benchmarks.Drivers;

/// <summary>A publisher of one topic, in batches of one size.</summary>
internal interface IBatchPublisher : IDisposable
{
    /// <summary>Publishes a batch, its messages numbered from this number on.</summary>
    Task PublishAsync(long first);
}
