using System.ServiceModel;
using System.ServiceModel.Channels;
using WcfBroker.Contracts;

namespace WcfBroker.Benchmarks.Load;

/// <summary>An unmodified WCF client with default settings.</summary>
internal sealed class WcfConnection : IDisposable
{
    private readonly DuplexChannelFactory<IBroker> _factory;

    public WcfConnection(string url, ISubscriberCallback callback)
    {
        _factory = new DuplexChannelFactory<IBroker>(
            new InstanceContext(callback), new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
        Broker = _factory.CreateChannel();
    }

    public IBroker Broker { get; }

    public void Dispose()
    {
        ((IChannel)Broker).Abort();
        _factory.Abort();
    }
}
