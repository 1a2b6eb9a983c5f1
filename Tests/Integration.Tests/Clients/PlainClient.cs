using System.ServiceModel;
using System.ServiceModel.Channels;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>A client with nothing but a shared contract: no callbacks.</summary>
internal sealed class PlainClient<T> : IAsyncDisposable
    where T : class
{
    private readonly ChannelFactory<T> _factory;

    public PlainClient(string url, Binding? binding = null)
    {
        _factory = new ChannelFactory<T>(binding ?? new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
        Broker = _factory.CreateChannel();
    }

    public T Broker { get; }

    public async ValueTask DisposeAsync()
    {
        var channel = (IChannel)Broker;
        await Task.Factory.FromAsync(channel.BeginClose, channel.EndClose, null);
        _factory.Abort();
    }
}
