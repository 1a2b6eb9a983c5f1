using System.ServiceModel;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class SessionEndTests
{
    [TestMethod]
    public async Task An_End_record_is_answered_by_an_End_record_and_the_connection_closed()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        await client.SendAsync(new byte[] { 7 });
        CollectionAssert.AreEqual(new byte[] { 7 }, await client.ReceiveToEndAsync());
        await host.Log.WhenLoggedAsync("has ended: closed by the client");
        await (await host.NextServiceAsync()).Disposed.Task.WaitAsync(TestTime.Limit);
    }

    [TestMethod]
    public async Task A_client_closes_cleanly()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = (ICommunicationObject)host.Connect();
        client.Close();
        Assert.AreEqual(CommunicationState.Closed, client.State);
        await host.Log.WhenLoggedAsync("has ended: closed by the client");
    }

    [TestMethod]
    public async Task One_way_calls_sent_before_the_close_are_run()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        for (var i = 1; i <= 200; i++)
            client.NoteSynchronously(i);
        ((ICommunicationObject)client).Close();
        var service = await host.NextServiceAsync();
        Assert.HasCount(200, await service.TakeNotes());
    }

    [TestMethod]
    public async Task An_aborted_client_ends_the_session_and_its_calls()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        var held = client.Hold("gate");
        while (!host.Gates.ContainsKey("gate"))
            await Task.Yield();
        await host.Gates["gate"].WhenEnteredAsync();
        ((ICommunicationObject)client).Abort();
        var service = await host.NextServiceAsync();
        await service.Disposed.Task.WaitAsync(TestTime.Limit);
        Assert.IsTrue(service.Session.Closed.IsCancellationRequested);
        await Assert.ThrowsAsync<CommunicationException>(() => held);
    }

    [TestMethod]
    public async Task A_half_closed_connection_ends_the_session()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        client.HalfClose();
        Assert.IsEmpty(await client.ReceiveToEndAsync());
        await host.Log.WhenLoggedAsync("went away without an End record");
    }

    [TestMethod]
    public async Task A_killed_connection_ends_the_session()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        var service = await host.NextServiceAsync();
        client.Kill();
        await service.Disposed.Task.WaitAsync(TestTime.Limit);
    }

    [TestMethod]
    public async Task The_service_can_drop_its_session()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        var service = await host.NextServiceAsync();
        service.Session.Abort("enough\r\nof it");
        await client.AssertDroppedAsync();
        await host.Log.WhenLoggedAsync("has ended: enough\\u000D\\u000Aof it");
        await service.Disposed.Task.WaitAsync(TestTime.Limit);
    }

    [TestMethod]
    public async Task A_service_that_cannot_be_created_costs_its_session_alone()
    {
        await using var host = await CalculatorHost.StartAsync();
        host.RefusesSessions = true;
        using var client = await RawClient.OpenAsync(host);
        await client.AssertFaultAsync("ServiceActivationFailed");
        client.HalfClose();
        await host.Log.WhenLoggedAsync("has ended: the service could not be created");
        host.RefusesSessions = false;
        Assert.AreEqual(3, host.Connect().Add(1, 2));
    }

    [TestMethod]
    public async Task Stopping_lets_running_calls_finish_and_closes_every_session_cleanly()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        using var idle = await RawClient.OpenAsync(host);
        var held = client.Hold("gate");
        while (!host.Gates.ContainsKey("gate"))
            await Task.Yield();
        await host.Gates["gate"].WhenEnteredAsync();
        using var deadline = new CancellationTokenSource(TestTime.Limit);
        var stopped = host.Endpoint.StopAsync(deadline.Token);
        CollectionAssert.AreEqual(new byte[] { 7 }, await idle.ReceiveAsync(1));
        await idle.SendAsync(new byte[] { 7 });
        Assert.IsEmpty(await idle.ReceiveToEndAsync());
        Assert.IsFalse(held.IsCompleted);
        host.Gates["gate"].Open();
        await held;
        await stopped;
        await host.Log.WhenLoggedAsync("has ended: closed by the service");
        Assert.AreEqual(0, host.Endpoint.ConnectionCount);
        await RawClient.AssertRefusedAsync(host);
    }

    [TestMethod]
    public async Task A_call_that_crosses_the_end_is_refused_without_harm()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        await client.SendAsync(HostileEnvelope.Call);
        Assert.AreEqual(6, (await client.ReceiveAsync(1))[0]);
        using var deadline = new CancellationTokenSource(TestTime.Limit);
        var stopped = host.Endpoint.StopAsync(deadline.Token);
        await client.SendAsync(HostileEnvelope.Call);
        await client.SendAsync(new byte[] { 7 });
        Assert.AreEqual(7, (await client.ReceiveToEndAsync())[^1]);
        await stopped;
        await host.Log.WhenLoggedAsync("The service is closing");
        await host.Log.WhenLoggedAsync("has ended: closed by the");
    }

    [TestMethod]
    public async Task Stopping_the_server_closes_every_session_cleanly()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        await host.NextServiceAsync();
        var stopped = host.StopKestrelAsync();
        CollectionAssert.AreEqual(new byte[] { 7 }, await client.ReceiveAsync(1));
        await client.SendAsync(new byte[] { 7 });
        Assert.IsEmpty(await client.ReceiveToEndAsync());
        await stopped;
    }

    [TestMethod]
    public async Task A_call_that_outlives_the_deadline_is_cut_off()
    {
        await using var host = await CalculatorHost.StartAsync();
        var held = host.Connect().Hold("gate");
        while (!host.Gates.ContainsKey("gate"))
            await Task.Yield();
        await host.Gates["gate"].WhenEnteredAsync();
        await host.Endpoint.StopAsync(new CancellationToken(canceled: true));
        await Assert.ThrowsAsync<CommunicationException>(() => held);
        await host.Log.WhenLoggedAsync("the deadline has passed");
    }

    [TestMethod]
    public async Task A_client_sees_that_the_service_closed_the_session()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = (ICommunicationObject)host.Connect();
        await host.NextServiceAsync();
        var ended = new TaskCompletionSource();
        client.Closed += (_, _) => ended.TrySetResult();
        client.Faulted += (_, _) => ended.TrySetResult();
        using var deadline = new CancellationTokenSource(TestTime.Limit);
        await host.Endpoint.StopAsync(deadline.Token);
        await ended.Task.WaitAsync(TestTime.Limit);
        await host.Log.WhenLoggedAsync("has ended: closed by the service");
    }
}
