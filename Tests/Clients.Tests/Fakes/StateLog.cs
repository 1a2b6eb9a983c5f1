using System.Threading.Channels;
using WcfBroker.Client;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>State changes, to be waited for one after the other.</summary>
internal sealed class StateLog
{
    private readonly Channel<BrokerStateEventArgs> _changes = Channel.CreateBounded<BrokerStateEventArgs>(1000);

    public void Add(object? sender, BrokerStateEventArgs change) => _changes.Writer.TryWrite(change);

    public async Task<BrokerStateEventArgs> NextAsync(BrokerConnectionState state)
    {
        var change = await _changes.Reader.ReadAsync();
        Assert.AreEqual(state, change.State);
        return change;
    }
}
