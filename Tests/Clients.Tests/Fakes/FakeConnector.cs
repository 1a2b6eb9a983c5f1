using WcfBroker.Client;
using WcfBroker.Client.Sessions;
using WcfBroker.Contracts;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>Connects to a <see cref="FakeBroker"/>, unless told to fail.</summary>
internal sealed class FakeConnector(FakeBroker broker) : IBrokerConnector
{
    /// <summary>How many further attempts fail.</summary>
    public int Failures { get; set; }

    public int Attempts { get; private set; }

    public Task<IBrokerSession> ConnectAsync(ISubscriberCallback callback, CancellationToken cancellationToken)
    {
        Attempts++;
        return Failures-- > 0
            ? Task.FromException<IBrokerSession>(new BrokerConnectionException("Nobody there.", outcomeUnknown: false))
            : Task.FromResult<IBrokerSession>(broker.Open(callback));
    }
}
