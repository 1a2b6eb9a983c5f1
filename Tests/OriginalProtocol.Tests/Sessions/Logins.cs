using System.Text;
using Microsoft.Extensions.Time.Testing;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Logins
{
    private static readonly TestAdmission Closed = new() { IsClosed = true };

    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public async Task Are_one_frame_and_what_follows_at_once_is_served(string mechanism)
    {
        var wire = Wire.Of(mechanism);
        await using var listener = await TestListener.StartAsync(admission: Closed);
        await using var client = await listener.ConnectAsync();
        await client.SendAsync(wire.Handshake + wire.Message("AUTH", "ann", "ann") + wire.Subscribe("/a") + wire.Publish("/a", "x"));
        Assert.AreEqual(wire.Message("AUTH_ACK", "ann", ""), await client.ReadTextAsync());
        Assert.AreEqual(wire.Publish("/a", "x"), await client.ReadTextAsync());
    }

    [TestMethod]
    public async Task May_come_byte_by_byte()
    {
        await using var listener = await TestListener.StartAsync(admission: Closed);
        await using var client = await listener.ConnectAsync();
        foreach (var octet in Encoding.ASCII.GetBytes(Wire.Json.Handshake + Wire.Json.Message("AUTH", "ann", "ann")))
            await client.SendAsync(new[] { octet });
        Assert.AreEqual(Wire.Json.Message("AUTH_ACK", "ann", ""), await client.ReadTextAsync());
    }

    [TestMethod]
    [DataRow("json", @"Wrong \""password\"".")]
    [DataRow("xml", "Wrong \"password\".")]
    public async Task That_fail_are_told_and_end_the_connection(string mechanism, string told)
    {
        var wire = Wire.Of(mechanism);
        await using var listener = await TestListener.StartAsync(admission: new TestAdmission());
        await using var client = await listener.ConnectAsync(wire);
        await client.SendAsync(wire.Message("AUTH", "ann", "wrong") + wire.List());
        Assert.AreEqual(wire.Message("ERROR", "", told), Encoding.UTF8.GetString(await client.ReadToEndAsync()));
    }

    [TestMethod]
    [DataRow("LIST")]
    [DataRow("PUBLISH")]
    [DataRow("NONSENSE")]
    public async Task That_are_wanted_and_do_not_come_first_are_told(string method)
    {
        await using var listener = await TestListener.StartAsync(admission: Closed);
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Message(method, "/a", "x"));
        StringAssert.Contains(Encoding.UTF8.GetString(await client.ReadToEndAsync()), "\"msg\": \"Log in first: ");
        Assert.AreEqual(0, listener.Loop.Broker.TopicLog.Count - 1);
    }

    [TestMethod]
    public async Task That_are_wanted_have_a_deadline()
    {
        var time = new FakeTimeProvider();
        await using var listener = await TestListener.StartAsync(time, admission: Closed);
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync("   99{");
        var end = client.ReadToEndAsync();
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.IsEmpty(await end);
    }

    [TestMethod]
    public async Task Are_no_longer_than_8_KiB_where_they_are_wanted()
    {
        await using var listener = await TestListener.StartAsync(admission: Closed);
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(" 8193");
        Assert.IsEmpty(await client.ReadToEndAsync());
        Assert.AreEqual(1, listener.Counters.Violations);
    }

    [TestMethod]
    public async Task That_come_late_end_the_connection()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.List() + Wire.Json.Message("AUTH", "ann", "ann"));
        Assert.DoesNotContain("AUTH_ACK", Encoding.UTF8.GetString(await client.ReadToEndAsync()));
        Assert.AreEqual(1, listener.Counters.Violations);
    }

    [TestMethod]
    public async Task Are_not_wanted_from_clients_that_stay_silent_where_everyone_is_let_in()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Json);
        await listener.ListAsync(Wire.Json);
        await listener.StopAsync();
        Assert.IsEmpty(await client.ReadToEndAsync());
    }

    [TestMethod]
    public async Task Make_room_for_rules_whose_refusals_are_told()
    {
        await using var listener = await TestListener.StartAsync(admission: new TestAdmission { HasRules = true });
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Publish("/secret", "x") + Wire.Json.Subscribe("/secret/a") + Wire.Json.Subscribe("/open") + Wire.Json.Publish("/open", "y"));
        Assert.AreEqual(Wire.Json.Message("ERROR", "", "No. (/secret)"), await client.ReadTextAsync());
        Assert.AreEqual(Wire.Json.Message("ERROR", "", "No. (/secret/a)"), await client.ReadTextAsync());
        Assert.AreEqual(Wire.Json.Publish("/open", "y"), await client.ReadTextAsync());
        Assert.AreEqual(2, listener.Counters.MessagesRefused);
    }

    [TestMethod]
    public async Task Make_room_for_topic_lists_of_what_may_be_read()
    {
        await using var listener = await TestListener.StartAsync(admission: new TestAdmission { HasRules = true });
        listener.Loop.Post(new Core.Commands.Publish(null, null, Core.Topics.TopicName.Parse("/secret/a"), new Core.Messages.MessageContent(), null));
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Subscribe("/open") + Wire.Json.List());
        Assert.AreEqual(Wire.Json.ListAck("/open"), await client.ReadTextAsync());
    }
}
