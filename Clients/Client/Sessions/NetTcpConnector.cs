using System.ServiceModel;
using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>Opens sessions over net.tcp, one channel factory a session, since a factory is bound to its callback.</summary>
internal sealed class NetTcpConnector(Uri address, BrokerConnectionOptions options) : IBrokerConnector
{
    public async Task<IBrokerSession> ConnectAsync(ISubscriberCallback callback, CancellationToken cancellationToken)
    {
        var factory = new DuplexChannelFactory<IBroker>(
            new InstanceContext(callback), BrokerBinding.Create(options), new EndpointAddress(address));
        BrokerCredentials.Apply(factory.Credentials, options);
        var session = new NetTcpSession(factory);
        await session.OpenAsync(options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        return session;
    }
}
