using System.ServiceModel;
using System.ServiceModel.Channels;
using WcfBroker.Contracts;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>An administrator with nothing but the shared contract: no session of its own, no callbacks.</summary>
internal sealed class AdministrationClient : IAsyncDisposable
{
    private readonly ChannelFactory<IBrokerAdministration> _factory;

    public AdministrationClient(string url)
    {
        _factory = new ChannelFactory<IBrokerAdministration>(new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
        Broker = _factory.CreateChannel();
    }

    public IBrokerAdministration Broker { get; }

    public async ValueTask DisposeAsync()
    {
        var channel = (IChannel)Broker;
        await Task.Factory.FromAsync(channel.BeginClose, channel.EndClose, null);
        _factory.Abort();
    }
}
