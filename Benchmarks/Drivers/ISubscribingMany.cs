namespace WcfBroker.Benchmarks.Drivers;

/// <summary>How one client subscribes to a great many topics, each by itself.</summary>
internal interface ISubscribingMany
{
    Task<ManySubscriptions> OpenAsync(string topic);
}
