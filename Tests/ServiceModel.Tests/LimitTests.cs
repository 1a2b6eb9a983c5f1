using System.Diagnostics;
using System.ServiceModel;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class LimitTests
{
    [TestMethod]
    public async Task A_connection_above_the_limit_is_dropped_and_the_others_live()
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { ConnectionsMax = 2 });
        using var first = await RawClient.OpenAsync(host);
        using var second = await RawClient.ConnectAsync(host);
        await second.SendAsync(new byte[] { 0 });
        while (host.Endpoint.ConnectionCount < 2)
            await Task.Yield();
        await RawClient.AssertRefusedAsync(host);
        await host.Log.WhenLoggedAsync("2 connections are open");
        second.Kill();
        while (host.Endpoint.ConnectionCount > 1)
            await Task.Yield();
        using var fourth = await RawClient.OpenAsync(host);
        await first.SendAsync(new byte[] { 7 });
        Assert.HasCount(1, await first.ReceiveToEndAsync());
    }

    [TestMethod]
    public async Task An_address_that_is_not_served_is_refused_clearly()
    {
        await using var host = await CalculatorHost.StartAsync();
        await Assert.ThrowsExactlyAsync<EndpointNotFoundException>(() => host.ConnectAs<IEcho>("/other").EchoText("x"));
        await host.Log.WhenLoggedAsync("/other, which is not served");
    }

    [TestMethod]
    public async Task A_secured_client_is_refused_clearly()
    {
        await using var host = await CalculatorHost.StartAsync();
        var factory = new ChannelFactory<IEcho>(new NetTcpBinding(SecurityMode.Transport), new EndpointAddress(host.Endpoint.Address));
        await Assert.ThrowsAsync<CommunicationException>(() => factory.CreateChannel().EchoText("x"));
        await host.Log.WhenLoggedAsync("a request to upgrade the connection");
    }

    [TestMethod]
    public async Task A_message_above_the_limit_is_refused_by_its_length_alone()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        await client.SendAsync(new byte[] { 6, 0x81, 0x80, 0x80, 0x0A });
        await client.AssertFaultAsync("MaxMessageSizeExceededFault");
        client.HalfClose();
        Assert.IsEmpty(await client.ReceiveToEndAsync());
        await host.Log.WhenLoggedAsync("a message of 20971521 bytes");
    }

    [TestMethod]
    public async Task A_large_message_of_a_client_ends_its_session_alone()
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { MessageBytesMax = 100_000 });
        var large = host.Connect();
        var other = host.Connect();
        await Assert.ThrowsAsync<CommunicationException>(() => large.EchoBytes(new byte[100_000]));
        Assert.HasCount(99_000, (await other.EchoBytes(new byte[99_000]))!);
    }

    [TestMethod]
    public async Task Calls_above_the_limit_wait_their_turn()
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { ConcurrentCallsMax = 2 });
        var client = host.Connect();
        var gate = host.Gates.GetOrAdd("gate", _ => new());
        var held = new[] { client.Hold("gate"), client.Hold("gate") };
        await gate.WhenEnteredAsync();
        await gate.WhenEnteredAsync();
        var third = client.EchoText("third");
        Assert.AreEqual("elsewhere", await host.Connect().EchoText("elsewhere"));
        Assert.IsFalse(third.IsCompleted);
        gate.Open();
        await Task.WhenAll(held);
        Assert.AreEqual("third", await third);
    }

    [TestMethod]
    public async Task A_client_that_leaves_while_all_its_calls_are_held_does_not_stay()
    {
        await using var host = await CalculatorHost.StartAsync(
            new NetTcpEndpointOptions { ConcurrentCallsMax = 1, CloseDeadline = TimeSpan.FromMilliseconds(50) });
        var client = host.Connect();
        var gate = host.Gates.GetOrAdd("gate", _ => new());
        _ = client.Hold("gate");
        await gate.WhenEnteredAsync();
        _ = client.EchoText("waits for its turn");
        ((ICommunicationObject)client).Abort();
        await (await host.NextServiceAsync()).Disposed.Task.WaitAsync(TestTime.Limit);
    }

    [TestMethod]
    public async Task A_client_that_does_not_read_holds_up_nobody_else()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var stalled = await RawClient.OpenAsync(host);
        var channel = (await host.NextServiceAsync()).Session.Callback!;
        var operation = host.Definition.Callbacks!["OnContent"];
        using var stop = new CancellationTokenSource();
        var sends = Enumerable.Range(0, 100).Select(i => channel.SendAsync(operation, [i, new byte[200_000]], stop.Token).AsTask()).ToArray();
        Assert.IsFalse(sends[^1].IsCompleted);
        var callback = new RecordingCallback();
        var client = host.Connect(callback);
        await client.SendBack(100, new byte[1000]);
        for (var i = 0; i < 100; i++)
            Assert.AreEqual(i, (await callback.NextContentAsync()).Number);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => sends[^1]);
    }

    [TestMethod]
    public async Task A_stalled_client_that_goes_away_frees_its_senders()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var stalled = await RawClient.OpenAsync(host);
        var channel = (await host.NextServiceAsync()).Session.Callback!;
        var operation = host.Definition.Callbacks!["OnContent"];
        var sends = Enumerable.Range(0, 100).Select(i => channel.SendAsync(operation, [i, new byte[200_000]]).AsTask()).ToArray();
        stalled.Kill();
        await Assert.ThrowsAsync<CommunicationException>(() => Task.WhenAll(sends).WaitAsync(TestTime.Limit));
    }

    [TestMethod]
    public async Task A_preamble_that_does_not_come_is_not_waited_for()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var host = await CalculatorHost.StartAsync(null, time);
        using var client = await RawClient.ConnectAsync(host);
        await client.SendAsync(new byte[] { 0, 1 });
        while (host.Endpoint.ConnectionCount == 0)
            await Task.Yield();
        var dropped = client.AssertDroppedAsync();
        while (!dropped.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }

        await dropped;
        await host.Log.WhenLoggedAsync("no whole preamble within the deadline");
    }

    [TestMethod]
    public async Task Deep_nesting_is_refused_at_once()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        var nested = Enumerable.Repeat(new byte[] { 0x40, 1, (byte)'x' }, 100_000).SelectMany(e => e);
        await client.SendAsync(HostileEnvelope.Frame([.. HostileEnvelope.Start, .. nested]));
        var clock = Stopwatch.StartNew();
        await host.Log.WhenLoggedAsync("could not be read");
        Assert.IsLessThan(1_000, clock.ElapsedMilliseconds);
        await client.SendAsync(new byte[] { 7 });
        await client.ReceiveToEndAsync();
    }

    [TestMethod]
    public async Task A_flood_of_session_strings_ends_the_session()
    {
        await using var host = await CalculatorHost.StartAsync();
        using var client = await RawClient.OpenAsync(host);
        var table = Enumerable.Repeat(new byte[] { 4, 1, 2, 3, 4 }, 500).SelectMany(s => s).ToArray();
        byte[] payload = [0xC4, 0x13, .. table, .. HostileEnvelope.Start[1..]];
        await client.SendAsync(HostileEnvelope.Frame(payload));
        await client.AssertDroppedAsync();
        await host.Log.WhenLoggedAsync("a message that cannot be decoded");
    }
}
