using WcfBroker.Cli;
using WcfBroker.Cli.Output;
using WcfBroker.Cli.Subscribing;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class SubscribeTests
{
    private readonly FakeTerminal _terminal = new();
    private readonly HumanFormat _human = new(new Paint(Colours: false), TimeZoneInfo.Utc);
    private readonly JsonFormat _json = new();

    [TestMethod]
    public async Task It_ends_after_as_many_messages_as_asked_for()
    {
        foreach (var text in new[] { "one", "two", "three" })
        {
            _terminal.Network.Broker.Publish("/a", text);
        }

        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("subscribe", "--from", "all", "--count", "2", "--json"));
        var lines = _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(2, lines);
        StringAssert.Contains(lines[1], "\"text\":\"two\"");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public async Task It_ends_without_a_word_when_the_reader_of_its_output_has_gone(int messages)
    {
        Enumerable.Range(0, messages).ToList().ForEach(_ => _terminal.Network.Broker.Publish("/a", "x"));
        var environment = _terminal.Environment() with { Out = new BrokenWriter() };
        Assert.AreEqual(ExitCodes.Failed, await CommandLine.RunAsync(["subscribe", "--from", "all"], environment));
        Assert.AreEqual("", _terminal.Error);
    }

    [TestMethod]
    public async Task Options_reach_the_broker()
    {
        _terminal.Network.Broker.Publish("/a", "one");
        await _terminal.RunAsync("subscribe", "/a", "--from", "seq:1", "--count", "1", "--when-slow", "latest-per-topic", "--show-notices");
        var options = _terminal.Network.Broker.Subscribes.Single();
        Assert.AreEqual((StartPositions.Sequence, 1L), (options.Start, options.StartSequence));
        Assert.AreEqual(SlowSubscriberPolicies.LatestPerTopic, options.WhenSlow);
        Assert.IsTrue(options.TopicNotices);
    }

    [TestMethod]
    public void A_line_for_people_has_time_sequence_topic_payload_and_headers()
    {
        var delivery = Texts.Delivery("/a", 7, "Hello");
        delivery.Retained = true;
        delivery.Headers = [new Header { Name = "k", Value = "v" }, new Header { Name = "e" }];
        Assert.AreEqual("08:00:00.000 #7 (last) /a Hello  {k=v, e=}", _human.Line(delivery));
    }

    [TestMethod]
    public void Redeliveries_are_marked()
    {
        var delivery = Texts.Delivery("/a", 7, "x");
        (delivery.Attempt, delivery.Redelivered) = (1, false);
        Assert.AreEqual("08:00:00.000 #7 /a x", _human.Line(delivery));
        Assert.DoesNotContain("attempt", _json.Line(delivery));
        delivery.Redelivered = true;
        Assert.AreEqual("08:00:00.000 #7 (again) /a x", _human.Line(delivery));
        delivery.Attempt = 3;
        Assert.AreEqual("08:00:00.000 #7 (attempt 3) /a x", _human.Line(delivery));
        StringAssert.Contains(_json.Line(delivery), "\"attempt\":3,\"redelivered\":true");
    }

    [TestMethod]
    public void A_json_line_has_what_is_there_and_no_more()
    {
        var delivery = Texts.Delivery("/a", 7, "2+3 <\"é\u001b[31m>");
        delivery.TimeToLive = TimeSpan.FromSeconds(1.5);
        Assert.AreEqual(
            """{"topic":"/a","sequence":7,"publishedUtc":"2026-11-23T08:00:00Z","retained":false,"contentType":"text/plain; """
            + """charset=utf-8","text":"2+3 <\"é\u001B[31m>","ttlSeconds":1.5}""",
            _json.Line(delivery));
    }

    [TestMethod]
    public void Bytes_are_hex_for_people_and_base64_for_scripts()
    {
        var delivery = new Delivery { Topic = "/a", Sequence = 1, Body = [0xff, 0x00, 0x41] };
        StringAssert.EndsWith(_human.Line(delivery), "/a (3 bytes) ff 00 41");
        StringAssert.Contains(_json.Line(delivery), "\"base64\":\"/wBB\"");
        Assert.IsFalse(_json.Line(delivery).Contains("\"text\"", StringComparison.Ordinal));
    }

    [TestMethod]
    public void An_empty_payload_is_the_empty_text() => StringAssert.Contains(_json.Line(new Delivery { Topic = "/a" }), "\"text\":\"\"");

    [TestMethod]
    public void Long_texts_are_cut_for_people()
    {
        var line = _human.Line(Texts.Delivery("/a", 1, new string('x', 3000)));
        StringAssert.EndsWith(line, "xxx... (3,000 bytes)");
    }

    [TestMethod]
    [DataRow("a\u001b[2Jb", @"a\u001b[2Jb")]
    [DataRow("a\r\n\tb", @"a\r\n\tb")]
    [DataRow("a\u009bb", @"a\u009bb")]
    [DataRow("a\u202eb", @"a\u202eb")]
    [DataRow("\u2028", @"\u2028")]
    [DataRow("caf\u00e9 \ud83d\ude00", "caf\u00e9 \ud83d\ude00")]
    public void Nothing_that_moves_a_terminal_gets_through(string text, string shown) => Assert.AreEqual(shown, TerminalText.Escape(text));

    [TestMethod]
    public void Topics_and_headers_are_escaped_too()
    {
        var delivery = Texts.Delivery("/\u001b", 1, "x");
        delivery.Headers = [new Header { Name = "\u001b", Value = "\u001b" }];
        Assert.IsFalse(_human.Line(delivery).Contains('\u001b', StringComparison.Ordinal));
    }

    [TestMethod]
    public void Notices_are_sentences_for_people_and_objects_for_scripts()
    {
        var gap = new Notice { Kind = NoticeKinds.Gap, FromSequence = 3, ToSequence = 9, Count = 1234 };
        Assert.AreEqual("-- Missed: 1,234 messages, #3 to #9.", _human.Line(gap));
        Assert.AreEqual("""{"notice":"Gap","fromSequence":3,"toSequence":9,"count":1234}""", _json.Line(gap));
        Assert.AreEqual("-- Missed: #3 to #9.", _human.Line(new Notice { Kind = NoticeKinds.Gap, FromSequence = 3, ToSequence = 9 }));
        Assert.AreEqual("-- Why.", _human.Line(new Notice { Kind = NoticeKinds.Gap, Reason = "Why." }));
        Assert.AreEqual("-- New: /a /b", _human.Line(new Notice { Kind = NoticeKinds.TopicsCreated, Topics = ["/a", "/b"] }));
        Assert.AreEqual("-- The broker is stopping.", _human.Line(new Notice { Kind = NoticeKinds.BrokerStopping }));
        Assert.AreEqual("-- Later. Why.", _human.Line(new Notice { Kind = "Later", Reason = "Why." }));
    }

    [TestMethod]
    public void Colours_are_only_where_they_are_wanted()
    {
        var coloured = new HumanFormat(new Paint(Colours: true), TimeZoneInfo.Utc).Line(Texts.Delivery("/a", 1, "x"));
        StringAssert.Contains(coloured, "\u001b[36m/a\u001b[0m");
    }
}
