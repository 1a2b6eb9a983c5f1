using Microsoft.Extensions.Time.Testing;
using WcfBroker.Client;
using WcfBroker.Client.Administration;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>A broker, the way to it, and a clock that stands still until it is advanced.</summary>
internal sealed class FakeNetwork
{
    public FakeNetwork() => Connector = new FakeConnector(Broker);

    public FakeBroker Broker { get; } = new();

    public FakeConnector Connector { get; }

    public FakeAdministration Administration { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public async Task<BrokerConnection> ConnectAsync(Func<BrokerConnectionOptions, BrokerConnectionOptions>? with = null)
    {
        var options = new BrokerConnectionOptions { TimeProvider = Time };
        var connection = new BrokerConnection(Connector, with is null ? options : with(options));
        await connection.StartAsync(CancellationToken.None);
        return connection;
    }

    public Task<BrokerAdministration> AdministerAsync() => Task.FromResult(
        new BrokerAdministration(Administration, Administration, new BrokerConnectionOptions { TimeProvider = Time }));
}
