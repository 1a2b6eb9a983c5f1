using System.ServiceModel;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;
using WcfBroker.ServiceModel.Tests.Ledger;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class EncodedRequestTests
{
    [TestMethod]
    public async Task Calls_are_answered_as_they_end_in_any_order()
    {
        await using var host = await LedgerHost.StartAsync();
        var client = await host.ConnectAsync();
        var (a, b) = (client.Enter("a"), client.Enter("b"));
        var (first, second) = (await host.NextAsync(), await host.NextAsync());
        second.Enter();
        await Task.WhenAny(a, b).WaitAsync(TestTime.Limit);
        Assert.AreEqual(1, new[] { a, b }.Count(call => call.IsCompleted));
        first.Enter();
        Assert.AreEqual("from bytes a", (await a).Account);
        Assert.AreEqual("from bytes b", (await b).Account);
    }

    [TestMethod]
    public async Task No_more_calls_run_at_once_than_may()
    {
        await using var host = await LedgerHost.StartAsync(new NetTcpEndpointOptions { ConcurrentCallsMax = 2 });
        var client = await host.ConnectAsync();
        var calls = Enumerable.Range(0, 5).Select(i => client.Enter($"account {i}")).ToArray();
        for (var i = 0; i < calls.Length; i++)
        {
            var call = await host.NextAsync();
            if (i > 0)
                Assert.IsFalse(host.Started.Count > 1);
            call.Enter();
        }

        await Task.WhenAll(calls).WaitAsync(TestTime.Limit);
    }

    [TestMethod]
    public async Task A_call_ends_once()
    {
        await using var host = await LedgerHost.StartAsync(new NetTcpEndpointOptions { ConcurrentCallsMax = 1 });
        var client = await host.ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            var entered = client.Enter("account");
            var call = await host.NextAsync();
            call.Enter();
            call.Refuse(new InvalidOperationException("late"));
            call.Enter();
            Assert.AreEqual("from bytes account", (await entered).Account);
        }
    }

    [TestMethod]
    public async Task A_failure_is_told_as_that_of_any_call()
    {
        await using var host = await LedgerHost.StartAsync();
        var client = await host.ConnectAsync();
        var refused = client.Enter("refused");
        (await host.NextAsync()).Refuse(new FaultException("no such account"));
        Assert.AreEqual("no such account", (await Assert.ThrowsExactlyAsync<FaultException>(() => refused)).Message);
        var failed = await Assert.ThrowsExactlyAsync<FaultException>(() => client.Enter("fails at once"));
        Assert.DoesNotContain("secret", failed.Message);
        Assert.AreEqual("in full last", (await EnterInFullAsync(client)).Account);
    }

    [TestMethod]
    public async Task One_way_calls_keep_their_order()
    {
        await using var host = await LedgerHost.StartAsync(new NetTcpEndpointOptions { OneWayQueueMax = 2, InFlightBytesMax = 1024 });
        var client = await host.ConnectAsync();
        for (var i = 1; i <= 1_000; i++)
            await client.Note($"note {i}");
        string[] notes;
        do
            notes = await client.TakeNotes();
        while (notes[^1] != "note 1000");
        CollectionAssert.AreEqual(Enumerable.Range(1, 1_000).Select(i => $"note {i}").Prepend("first").ToArray(), notes);
    }

    [TestMethod]
    public async Task A_session_that_its_client_closes_ends_when_its_calls_have()
    {
        await using var host = await LedgerHost.StartAsync();
        var client = await host.ConnectAsync();
        var entered = client.Enter("last");
        var call = await host.NextAsync();
        var closing = Task.Factory.FromAsync(((ICommunicationObject)client).BeginClose, ((ICommunicationObject)client).EndClose, null);
        Assert.IsFalse(closing.IsCompleted);
        call.Enter();
        Assert.AreEqual("from bytes last", (await entered).Account);
        await closing.WaitAsync(TestTime.Limit);
    }

    // A string of its own is not needed for null, but an attribute is.
    private static async Task<Entry> EnterInFullAsync(ILedger client)
    {
        var entered = await client.Enter(null!);
        return new Entry { Account = entered.Account + "last" };
    }
}
