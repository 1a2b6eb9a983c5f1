using System.Diagnostics;
using System.Net.Sockets;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class TcpTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(1448)]
    [DataRow(4096)]
    public async Task Loopback_connections_have_the_segment_size_of_the_options(int bytes)
    {
        await using var host = await CalculatorHost.StartAsync(new NetTcpEndpointOptions { TcpMaxSegmentBytes = bytes });
        using var client = await RawClient.OpenAsync(host);
        Assert.IsLessThanOrEqualTo(bytes, client.SegmentBytes);
    }

    [TestMethod]
    public async Task A_large_callback_does_not_stall_behind_the_small_buffers_of_a_client()
    {
        await using var host = await CalculatorHost.StartAsync();
        var callback = new RecordingCallback();
        var client = host.Connect(callback);
        await client.SendBack(1, null);
        await callback.NextContentAsync();
        var clock = Stopwatch.StartNew();
        await client.SendBack(1, new byte[1_000_000]);
        await callback.NextContentAsync();
        Assert.IsLessThan(5_000, clock.ElapsedMilliseconds, "it takes 12 seconds when segments are too large for the client's buffers");
    }

    [TestMethod]
    public async Task A_taken_port_is_refused_at_once()
    {
        await using var host = await CalculatorHost.StartAsync();
        var taken = await Assert.ThrowsAsync<SocketException>(() => CalculatorHost.StartAsync(port: host.Endpoint.Address.Port));
        Assert.AreEqual(SocketError.AddressAlreadyInUse, taken.SocketErrorCode);
    }
}
