using System.ServiceModel;
using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>A duplex channel as a session.</summary>
internal sealed class NetTcpSession(DuplexChannelFactory<IBroker> factory) : NetTcpChannel<IBroker>(factory), IBrokerSession
{
    public IBroker Broker => Service;
}
