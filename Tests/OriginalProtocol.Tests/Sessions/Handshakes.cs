using Microsoft.Extensions.Time.Testing;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Handshakes
{
    [TestMethod]
    [DataRow("")]
    [DataRow("    9JSON")]
    public async Task End_at_the_deadline_when_the_client_is_silent(string begun)
    {
        var time = new FakeTimeProvider();
        await using var listener = await TestListener.StartAsync(time);
        await using var silent = await listener.ConnectAsync();
        await silent.SendAsync(begun);
        var end = silent.ReadToEndAsync();
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.IsEmpty(await end);
        Assert.Contains(line => line.Contains("named no mechanism in 00:00:05", StringComparison.Ordinal), listener.Log.All);
    }

    [TestMethod]
    public async Task Once_made_leave_the_client_as_much_time_as_it_likes()
    {
        var time = new FakeTimeProvider();
        await using var listener = await TestListener.StartAsync(time);
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Subscribe("/a") + Wire.Json.List());
        await client.ReadFrameAsync();
        time.Advance(TimeSpan.FromDays(1));
        await client.SendAsync(Wire.Json.Publish("/a", "x"));
        Assert.AreEqual(Wire.Json.Publish("/a", "x"), await client.ReadTextAsync());
    }

    [TestMethod]
    public async Task Are_refused_to_more_clients_than_there_may_be()
    {
        await using var listener = await TestListener.StartAsync(options: new OriginalProtocolOptions { ConnectionsMax = 1 });
        await using var first = await listener.ConnectAsync(Wire.Json);
        await first.SendAsync(Wire.Json.List());
        await first.ReadFrameAsync();
        await using var second = await listener.ConnectAsync();
        Assert.IsEmpty(await second.ReadToEndAsync());
        Assert.AreEqual(1, listener.Counters.ConnectionsRefused);
        Assert.AreEqual(1, listener.Counters.Connections);
    }
}
