using System.ServiceModel;
using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>Opens sessions over net.tcp, one channel factory a session, since a factory is bound to its callback.</summary>
internal sealed class NetTcpConnector(Uri address, BrokerConnectionOptions options) : IBrokerConnector
{
    public async Task<IBrokerSession> ConnectAsync(ISubscriberCallback callback, CancellationToken cancellationToken)
    {
        var factory = new DuplexChannelFactory<IBroker>(
            new InstanceContext(callback), BrokerBinding.Create(options.ConnectTimeout), new EndpointAddress(address));
        var session = new NetTcpSession(factory, factory.CreateChannel());
        try
        {
            await session.OpenAsync(options.ConnectTimeout).WaitAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (Exception e)
        {
            session.Abort();
            if (e is CommunicationException or TimeoutException)
            {
                throw new BrokerConnectionException($"Cannot connect to {address}: {Explain(e)}", outcomeUnknown: false, e);
            }

            throw;
        }
    }

    private static string Explain(Exception e) => e switch
    {
        EndpointNotFoundException => "nothing answers there.",
        TimeoutException => "no answer in time.",
        _ => e.Message,
    };
}
