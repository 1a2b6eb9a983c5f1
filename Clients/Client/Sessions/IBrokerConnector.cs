using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>Opens sessions with one broker.</summary>
internal interface IBrokerConnector
{
    /// <summary>Opens a session whose callbacks go to <paramref name="callback"/>.</summary>
    /// <exception cref="BrokerConnectionException">The broker cannot be reached.</exception>
    Task<IBrokerSession> ConnectAsync(ISubscriberCallback callback, CancellationToken cancellationToken);
}
