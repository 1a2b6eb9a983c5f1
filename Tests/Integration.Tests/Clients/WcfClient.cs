using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using WcfBroker.Contracts;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>An unmodified WCF client that knows nothing but the shared contract.</summary>
internal sealed class WcfClient : IAsyncDisposable
{
    private readonly DuplexChannelFactory<IBroker> _factory;

    public WcfClient(string url, Binding? binding = null, Action<ClientCredentials>? authenticate = null)
    {
        _factory = new DuplexChannelFactory<IBroker>(
            new InstanceContext(Recorder), binding ?? new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
        authenticate?.Invoke(_factory.Credentials);
        Broker = _factory.CreateChannel();
    }

    public IBroker Broker { get; }

    public Recorder Recorder { get; } = new();

    public CommunicationState State => ((IChannel)Broker).State;

    /// <summary>Ends the connection without a goodbye.</summary>
    public void Abort() => ((IChannel)Broker).Abort();

    public async ValueTask DisposeAsync()
    {
        Recorder.Resume();
        var channel = (IChannel)Broker;
        try
        {
            await Task.Factory.FromAsync(channel.BeginClose, channel.EndClose, null);
        }
        catch (CommunicationException)
        {
            channel.Abort();
        }

        _factory.Abort();
        Recorder.Dispose();
    }
}
