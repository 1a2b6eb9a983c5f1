using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class OneWayTests
{
    [TestMethod]
    public async Task Ten_thousand_calls_run_one_after_another_in_the_order_sent()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        for (var i = 1; i <= 10_000; i++)
            await client.Note(i);
        await AssertNotesAsync(host, client, 10_000);
    }

    [TestMethod]
    public async Task Synchronous_and_asynchronous_calls_keep_their_common_order()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        for (var i = 1; i <= 1_000; i++)
        {
            if (i % 3 == 0)
                client.NoteSynchronously(i);
            else
                await client.Note(i);
        }

        await AssertNotesAsync(host, client, 1_000);
    }

    [TestMethod]
    public async Task A_call_may_ask_its_client_back_while_others_wait_behind_it()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        for (var i = 0; i < 200; i++)
            await client.NoteAnswer(i);
        await AssertNotesAsync(host, client, 200);
    }

    [TestMethod]
    public async Task A_full_queue_and_a_full_budget_hold_the_sender_back_and_lose_nothing()
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { OneWayQueueMax = 1, InFlightBytesMax = 1024 });
        var client = host.Connect();
        for (var i = 1; i <= 500; i++)
            client.NoteSynchronously(i);
        await AssertNotesAsync(host, client, 500);
    }

    // The answer may overtake one-way calls that still wait, so the last note is waited for.
    private static async Task AssertNotesAsync(CalculatorHost host, ICalculator client, int count)
    {
        int[] notes;
        do
            notes = await client.TakeNotes();
        while (notes.Length < count);
        CollectionAssert.AreEqual(Enumerable.Range(1, count).ToArray(), notes);
        Assert.HasCount(1, host.Services);
    }
}
