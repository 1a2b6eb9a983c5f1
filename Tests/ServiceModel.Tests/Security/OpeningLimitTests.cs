using Microsoft.Extensions.Time.Testing;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Security;

[TestClass]
public sealed class OpeningLimitTests
{
    private static readonly TestAuthority Authority = new();

    [TestMethod]
    public async Task One_address_has_its_share_of_the_connections()
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { ConnectionsPerAddressMax = 2 });
        using var first = await RawClient.OpenAsync(host);
        using var second = await RawClient.OpenAsync(host);
        await RawClient.AssertRefusedAsync(host);
        await host.Log.WhenLoggedAsync("2 connections of its address are open");
        second.Kill();
        while (host.Endpoint.ConnectionCount > 1)
            await Task.Yield();
        using var third = await RawClient.OpenAsync(host);
    }

    [TestMethod]
    public async Task Connections_that_do_not_become_sessions_leave_room_for_those_that_are()
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { OpeningConnectionsMax = 2 });
        using var session = await RawClient.OpenAsync(host);
        using var first = await RawClient.ConnectAsync(host);
        using var second = await RawClient.ConnectAsync(host);
        while (host.Endpoint.ConnectionCount < 3)
            await Task.Yield();
        await RawClient.AssertRefusedAsync(host);
        await host.Log.WhenLoggedAsync("2 connections are still opening");
        await session.SendAsync(new byte[] { 7 });
        Assert.HasCount(1, await session.ReceiveToEndAsync());
        first.Kill();
        while (host.Endpoint.ConnectionCount > 1)
            await Task.Yield();
        using var next = await RawClient.OpenAsync(host);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(100)]
    public async Task A_handshake_that_does_not_come_to_an_end_is_not_waited_for(int bytes)
    {
        var time = new FakeTimeProvider();
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer()), time);
        using var client = await RawClient.ConnectAsync(host);
        var preamble = RawClient.Preamble(host.Endpoint.Address.ToString())[..^1];
        await client.SendAsync(new byte[][] { preamble, [0x09, 19], "application/ssl-tls"u8.ToArray() }.SelectMany(p => p).ToArray());
        CollectionAssert.AreEqual(new byte[] { 0x0A }, await client.ReceiveAsync(1));
        // The head of a handshake record with a ClientHello, and not all of it.
        byte[] hello = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03, .. new byte[200]];
        await client.SendAsync(hello.AsMemory(0, bytes));
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
    public async Task What_is_no_handshake_ends_its_connection_alone()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer()));
        var other = host.Connect(null, SecureBindings.Transport(), SecureBindings.Trusting(Authority));
        using var client = await RawClient.ConnectAsync(host);
        var preamble = RawClient.Preamble(host.Endpoint.Address.ToString())[..^1];
        await client.SendAsync(new byte[][] { preamble, [0x09, 19], "application/ssl-tls"u8.ToArray(), new byte[100_000] }.SelectMany(p => p).ToArray());
        await client.AssertDroppedAsync();
        await host.Log.WhenLoggedAsync("the TLS handshake failed");
        Assert.AreEqual(3, other.Add(1, 2));
    }

    [TestMethod]
    public async Task An_unknown_upgrade_is_refused()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.Endpoint(Authority.IssueServer()));
        using var client = await RawClient.ConnectAsync(host);
        await client.SendAsync(new byte[][] { RawClient.Preamble(host.Endpoint.Address.ToString())[..^1], [0x09, 3], "tls"u8.ToArray() }.SelectMany(p => p).ToArray());
        await client.AssertFaultAsync("UpgradeInvalid");
    }
}
