using System.ServiceModel;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class CallbackTests
{
    [TestMethod]
    public async Task Callbacks_of_ten_bytes_to_three_megabytes_arrive_in_order()
    {
        await using var host = await CalculatorHost.StartAsync();
        var callback = new RecordingCallback();
        var client = host.Connect(callback);
        foreach (var size in new[] { 10, 1_000, 65_537, 1_000_000, 3_000_002 })
        {
            var content = new byte[size];
            new Random(size).NextBytes(content);
            await client.SendBack(3, content);
            for (var i = 0; i < 3; i++)
            {
                var (number, received) = await callback.NextContentAsync();
                Assert.AreEqual(i, number);
                CollectionAssert.AreEqual(content, received);
            }
        }
    }

    [TestMethod]
    public async Task Hundreds_of_callbacks_arrive_while_the_request_runs()
    {
        await using var host = await CalculatorHost.StartAsync();
        var callback = new RecordingCallback();
        await host.Connect(callback).SendBack(500, null);
        for (var i = 0; i < 500; i++)
            Assert.AreEqual((i, null), await callback.NextContentAsync());
    }

    [TestMethod]
    public async Task A_request_asks_its_client_back_without_deadlock()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        Assert.AreEqual(42, await client.AskBack(41));
        Assert.AreEqual(43, client.AskBackSynchronously(41));
    }

    [TestMethod]
    public async Task Many_requests_ask_back_at_once()
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { OutstandingCallbacksMax = 4 });
        var client = host.Connect();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(client.AskBack));
        CollectionAssert.AreEqual(Enumerable.Range(1, 40).ToArray(), answers);
    }

    [TestMethod]
    public async Task Waiting_on_the_receiving_thread_is_refused_instead_of_a_deadlock()
    {
        await using var host = await CalculatorHost.StartAsync();
        StringAssert.Contains(await host.Connect().AskBackWronglySynchronously(1), "AnswerAtOnce would wait");
    }

    [TestMethod]
    public async Task A_fault_of_the_client_arrives_with_its_detail()
    {
        await using var host = await CalculatorHost.StartAsync();
        var callback = new RecordingCallback
        {
            Answering = question => throw new FaultException<DivisionFault>(new() { Dividend = question }, "no answer"),
        };
        Assert.AreEqual("no answer 8", await host.Connect(callback).ProvokeFault(8));
    }

    [TestMethod]
    public async Task A_client_that_does_not_answer_in_time_is_not_waited_for()
    {
        await using var host = await CalculatorHost.StartAsync();
        var never = new TaskCompletionSource<int>();
        host.Connect(new RecordingCallback { Answering = _ => never.Task });
        var session = (await host.NextServiceAsync()).Session;
        var operation = host.Definition.Callbacks!["Answer"];
        await Assert.ThrowsExactlyAsync<TimeoutException>(
            () => session.Callback!.CallAsync(operation, [1], TimeSpan.FromMilliseconds(50)));
        never.SetResult(0);
        await host.Log.WhenLoggedAsync("nobody waits for an answer");
    }

    [TestMethod]
    public async Task A_session_that_ends_fails_the_calls_that_wait_for_its_client()
    {
        await using var host = await CalculatorHost.StartAsync();
        var asked = new Gate();
        var client = host.Connect(new RecordingCallback
        {
            Answering = async question =>
            {
                await asked.EnterAsync(CancellationToken.None);
                return question;
            },
        });
        var session = (await host.NextServiceAsync()).Session;
        var call = session.Callback!.CallAsync(host.Definition.Callbacks!["Answer"], [1], TestTime.Limit);
        await asked.WhenEnteredAsync();
        ((ICommunicationObject)client).Abort();
        await Assert.ThrowsExactlyAsync<CommunicationException>(() => call);
        await Assert.ThrowsExactlyAsync<CommunicationException>(
            async () => await session.Callback.SendAsync(host.Definition.Callbacks["OnContent"], [1, null]));
        asked.Open();
    }

    [TestMethod]
    public async Task A_proxy_of_another_contract_is_refused()
    {
        await using var host = await CalculatorHost.StartAsync();
        host.Connect();
        var session = (await host.NextServiceAsync()).Session;
        Assert.ThrowsExactly<ArgumentException>(session.Callback!.Proxy<IEcho>);
    }
}
