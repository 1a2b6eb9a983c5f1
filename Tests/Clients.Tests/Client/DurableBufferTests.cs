using Microsoft.Extensions.Time.Testing;
using WcfBroker.Client;
using WcfBroker.Client.Durable;
using WcfBroker.Client.Sessions;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class DurableBufferTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DurableBuffer _buffer = new(itemsMax: 3);
    private readonly DurableLink _link;

    public DurableBufferTests() =>
        _link = new DurableLink(_buffer, new BrokerCalls(new BrokerConnectionOptions()), _time, TimeSpan.FromSeconds(30), _ => { });

    [TestMethod]
    public async Task A_full_buffer_drops_its_oldest_delivery_and_never_blocks()
    {
        Deliver(1, 2, 3, 4, 5);
        Assert.AreEqual("3 4 5", await TakeAsync(3));
    }

    [TestMethod]
    public async Task Notices_outlast_the_deliveries_around_them()
    {
        Deliver(1);
        _link.Notify(new Notice { Kind = NoticeKinds.Gap });
        Deliver(2, 3, 4);
        Assert.AreEqual("Gap 3 4", await TakeAsync(3));
    }

    [TestMethod]
    public async Task Deliveries_past_their_lease_are_not_given_out()
    {
        Deliver(1);
        _time.Advance(TimeSpan.FromSeconds(20));
        Deliver(2);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.AreEqual("2", await TakeAsync(1));
    }

    [TestMethod]
    public async Task Deliveries_of_a_lost_session_are_not_given_out()
    {
        Deliver(1, 2);
        _link.End();
        var next = _buffer.TakeAsync(CancellationToken.None);
        Assert.IsFalse(next.IsCompleted);
        _buffer.Close(null);
        Assert.IsNull(await next);
    }

    [TestMethod]
    public async Task A_waiting_consumer_is_woken()
    {
        var next = _buffer.TakeAsync(CancellationToken.None);
        Assert.IsFalse(next.IsCompleted);
        Deliver(1);
        Assert.AreEqual(1, (await next)!.Value.Delivery!.Message.Sequence);
    }

    [TestMethod]
    public async Task The_error_that_ends_it_is_thrown()
    {
        Deliver(1);
        _buffer.Close(new SubscriptionEndedException("Deleted."));
        var error = await Assert.ThrowsExactlyAsync<SubscriptionEndedException>(async () => await _buffer.TakeAsync(CancellationToken.None));
        Assert.AreEqual("The broker has ended the subscription: Deleted.", error.Message);
    }

    private void Deliver(params int[] sequences) => Array.ForEach(sequences, sequence => _link.Deliver(Texts.Delivery("/a", sequence, "x")));

    private async Task<string> TakeAsync(int count)
    {
        var taken = new List<string>();
        while (taken.Count < count && await _buffer.TakeAsync(CancellationToken.None) is { } item)
        {
            taken.Add(item.Notice?.Kind ?? $"{item.Delivery!.Message.Sequence}");
        }

        return string.Join(' ', taken);
    }
}
