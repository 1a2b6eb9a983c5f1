using System.Diagnostics;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Rest;

/// <summary>Subscriptions as streams of server-sent events.</summary>
[TestClass]
public sealed class EventStreams
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wcfbroker-events-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Messages_come_as_they_are_published_text_as_text_and_other_bytes_as_base64()
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var wcf = new WcfClient(broker.Url);
        await using var events = await EventReader.OpenAsync(broker.HttpUrl, "topic=/news&start=new");
        await wcf.Broker.PublishAsync("/news/é", new BrokerMessage { Body = "a\nb €"u8.ToArray(), Id = "1", Headers = [new() { Name = "by", Value = "me" }] });
        await wcf.Broker.PublishAsync("/news", new BrokerMessage { Body = [0xff], ContentType = "x/y" });

        var text = await events.NextAsync("message");
        var bytes = await events.NextAsync("message");

        Assert.AreEqual(
            ("/news/é", "a\nb €", "1", "me", false),
            (text.GetProperty("topic").GetString(), text.GetProperty("text").GetString(), text.GetProperty("id").GetString(),
                text.GetProperty("headers")[0].GetProperty("value").GetString(), text.GetProperty("retained").GetBoolean()));
        Assert.AreEqual(("/w==", "x/y"), (bytes.GetProperty("base64").GetString(), bytes.GetProperty("contentType").GetString()));
        Assert.AreEqual($"{events.Subscribed.GetProperty("epoch").GetString()}-{bytes.GetProperty("sequence").GetInt64()}", events.LastEventId);
    }

    [TestMethod]
    public async Task After_a_restart_Last_Event_ID_goes_on_without_loss_or_duplicate()
    {
        string id;
        await using (var broker = await RunningBroker.StartInAsync(_folder))
        {
            await using var wcf = new WcfClient(broker.Url);
            await using var events = await EventReader.OpenAsync(broker.HttpUrl, "topic=/a&topic=/b");
            await PublishAsync(wcf, "/a", "1", "2", "3");
            await PublishAsync(wcf, "/b", "4", "5");
            CollectionAssert.AreEqual((string[])["1", "2", "3", "4"], await events.TextsAsync(4));
            id = events.LastEventId;
            broker.Kill();
        }

        await using var again = await RunningBroker.StartInAsync(_folder);
        await using var publisher = new WcfClient(again.Url);
        await PublishAsync(publisher, "/a", "6");
        await using var resumed = await EventReader.OpenAsync(again.HttpUrl, "topic=/a&topic=/b", id);
        await PublishAsync(publisher, "/b", "7");

        var texts = await resumed.TextsAsync(3);
        CollectionAssert.AreEquivalent((string[])["5", "6", "7"], texts);
        await using var further = await EventReader.OpenAsync(again.HttpUrl, $"topic=/a&topic=/b&lastEventId={resumed.LastEventId}");
        await PublishAsync(publisher, "/a", "8");
        CollectionAssert.AreEqual((string[])["8"], await further.TextsAsync(1));
    }

    [TestMethod]
    public async Task Two_topics_that_are_replayed_in_turns_can_be_left_at_any_event()
    {
        const int Each = 600;
        await using var broker = await RunningBroker.StartAsync();
        await using var wcf = new WcfClient(broker.Url);
        foreach (var topic in new[] { "/a", "/b" })
            await wcf.Broker.PublishBatchAsync([.. Enumerable.Range(0, Each).Select(i => new TopicMessage { Topic = topic, Message = new() { Body = BitConverter.GetBytes(i) } })]);
        var received = new List<long>();
        string? id = null;
        while (received.Count < 2 * Each)
        {
            await using var events = await EventReader.OpenAsync(broker.HttpUrl, "topic=/a&topic=/b&start=all", id);
            for (var i = 0; i < 350 && received.Count < 2 * Each; i++)
                received.Add((await events.NextAsync("message")).GetProperty("sequence").GetInt64());
            id = events.LastEventId;
        }

        CollectionAssert.AreEqual(Enumerable.Range(1, 2 * Each).Select(i => (long)i).ToArray(), received.Order().ToArray());
    }

    [TestMethod]
    public async Task A_store_begun_anew_is_told_by_another_epoch_and_its_messages_all_come()
    {
        string id;
        await using (var broker = await RunningBroker.StartAsync("--Storage:Kind=Memory"))
        {
            await using var wcf = new WcfClient(broker.Url);
            await PublishAsync(wcf, "/a", "old", "older");
            await using var events = await EventReader.OpenAsync(broker.HttpUrl, "topic=/a&start=all");
            await events.TextsAsync(2);
            id = events.LastEventId;
        }

        await using var again = await RunningBroker.StartAsync("--Storage:Kind=Memory");
        await using var publisher = new WcfClient(again.Url);
        await PublishAsync(publisher, "/a", "new");
        await using var resumed = await EventReader.OpenAsync(again.HttpUrl, "topic=/a", id);
        Assert.AreNotEqual(id.Split('-')[0], resumed.Subscribed.GetProperty("epoch").GetString());
        CollectionAssert.AreEqual((string[])["new"], await resumed.TextsAsync(1));
    }

    [TestMethod]
    public async Task Last_messages_come_first_and_carry_no_id_until_all_have_come()
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var wcf = new WcfClient(broker.Url);
        await PublishAsync(wcf, "/a", "1", "2");
        await PublishAsync(wcf, "/a/b", "3");
        await using var events = await EventReader.OpenAsync(broker.HttpUrl, "topic=/a");

        foreach (var text in new[] { "2", "3" })
        {
            var last = await events.NextAsync("message");
            Assert.AreEqual((text, true), (last.GetProperty("text").GetString(), last.GetProperty("retained").GetBoolean()));
            Assert.AreEqual("", events.LastEventId);
        }

        await PublishAsync(wcf, "/a", "4");
        CollectionAssert.AreEqual((string[])["4"], await events.TextsAsync(1));
        StringAssert.EndsWith(events.LastEventId, "-4");
    }

    [TestMethod]
    public async Task A_start_before_what_is_kept_is_a_gap()
    {
        await using var broker = await RunningBroker.StartAsync("--Storage:Kind=Memory", "--Limits:HistoryMessagesMax=2");
        await using var wcf = new WcfClient(broker.Url);
        await PublishAsync(wcf, "/a", "1", "2", "3", "4", "5");
        await using var events = await EventReader.OpenAsync(broker.HttpUrl, "topic=/a&start=seq:2");

        var gap = await events.NextAsync("gap");

        Assert.AreEqual(("/a", 2, 3), (gap.GetProperty("topic").GetString(), gap.GetProperty("fromSequence").GetInt64(), gap.GetProperty("toSequence").GetInt64()));
        CollectionAssert.AreEqual((string[])["4", "5"], await events.TextsAsync(2));
    }

    [TestMethod]
    public async Task A_stream_that_is_not_read_slows_nobody_and_is_told_what_it_missed()
    {
        const int Batches = 20;
        await using var broker = await RunningBroker.StartAsync();
        await using var publisher = new WcfClient(broker.Url);
        await using var other = new WcfClient(broker.Url);
        await other.Broker.SubscribeAsync("/stall", null);
        await using var stalled = await EventReader.OpenAsync(broker.HttpUrl, "topic=/stall&start=new");
        await using var reading = await EventReader.OpenAsync(broker.HttpUrl, "topic=/stall&start=new&whenSlow=Disconnect");

        long last = 0;
        for (var i = 0; i < Batches; i++)
        {
            last = (await publisher.Broker.PublishBatchAsync([.. Enumerable.Repeat(new TopicMessage { Topic = "/stall", Message = new() { Body = new byte[4_000] } }, 500)])).Sequences[^1];
            Assert.HasCount(500, other.Recorder.Next(500, patienceSeconds: 20));
            for (var read = 0; read < 500; read++)
                await reading.NextAsync("message");
        }

        long messages = 0, missed = 0, sequence = 0;
        while (sequence < last)
        {
            var next = (await stalled.NextAsync())!.Value;
            var data = System.Text.Json.JsonDocument.Parse(next.Data).RootElement;
            sequence = data.GetProperty(next.EventType == "gap" ? "toSequence" : "sequence").GetInt64();
            messages += next.EventType == "message" ? 1 : 0;
            missed += next.EventType == "gap" ? data.GetProperty("count").GetInt64() : 0;
        }

        Assert.IsGreaterThan(0, missed);
        Assert.AreEqual(Batches * 500, messages + missed);
    }

    [TestMethod]
    public async Task A_stop_ends_streams_with_an_event_and_is_not_held_up_by_one_that_is_not_read()
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var publisher = new WcfClient(broker.Url);
        await using var events = await EventReader.OpenAsync(broker.HttpUrl, "topic=/a");
        await using var stalled = await EventReader.OpenAsync(broker.HttpUrl, "topic=/large");
        foreach (var _ in Enumerable.Range(0, 20))
            await publisher.Broker.PublishAsync("/large", new() { Body = new byte[1 << 20] });

        var stopped = Stopwatch.StartNew();
        await broker.SignalAsync("TERM");

        var stopping = await events.NextAsync("stopping");
        Assert.AreEqual("The broker is stopping; connect again later.", stopping.GetProperty("reason").GetString());
        Assert.IsNull(await events.NextAsync(), "The stream ends as it should.");
        Assert.AreEqual(0, await broker.ExitCodeAsync());
        Assert.IsLessThan(TimeSpan.FromSeconds(5), stopped.Elapsed);
        Assert.DoesNotContain("   at ", broker.Output, "No stack trace.");
    }

    [TestMethod]
    public async Task A_silent_stream_is_sent_comments_and_a_closed_one_is_gone()
    {
        await using var broker = await RunningBroker.StartAsync("--Http:StreamKeepAliveInterval=00:00:01");
        await using var wcf = new WcfClient(broker.Url);
        using (var http = new HttpClient())
        {
            await using var stream = await http.GetStreamAsync(new Uri(broker.HttpUrl, "api/subscribe?topic=/silent&start=new"));
            using var lines = new StreamReader(stream);
            while (await lines.ReadLineAsync() is { } line && line != ": keep-alive")
                Assert.DoesNotContain("event: message", line);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await wcf.Broker.PublishTextAsync("/silent", "x")).MatchedSubscriptions > 0)
            patience.Token.ThrowIfCancellationRequested();
    }

    private static async Task PublishAsync(WcfClient wcf, string topic, params string[] texts)
    {
        foreach (var text in texts)
            await wcf.Broker.PublishTextAsync(topic, text);
    }
}
