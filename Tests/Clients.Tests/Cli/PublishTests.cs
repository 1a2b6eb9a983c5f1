using WcfBroker.Cli;
using WcfBroker.Cli.Publishing;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class PublishTests
{
    private readonly FakeTerminal _terminal = new();

    [TestMethod]
    public async Task A_text_is_published_and_its_receipt_told()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("publish", "/a", "Hello"));
        Assert.AreEqual("Published #1 to /a: 2 subscriptions, kept in memory.\n", _terminal.Out);
        Assert.AreEqual("Hello", Texts.Of(_terminal.Network.Broker.Kept.Single().Body));
    }

    [TestMethod]
    public async Task Each_line_of_standard_input_is_a_message()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync(["publish", "/a"], "one\ntwo\n\nfour"));
        Assert.AreEqual("one|two||four", string.Join('|', _terminal.Network.Broker.Kept.Select(delivery => Texts.Of(delivery.Body))));
    }

    [TestMethod]
    public async Task Count_limits_the_lines_of_standard_input()
    {
        await _terminal.RunAsync(["publish", "/a", "--count", "2"], "one\ntwo\nthree");
        Assert.AreEqual(2, _terminal.Network.Broker.Kept.Count);
    }

    [TestMethod]
    public async Task Many_messages_go_in_batches()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("publish", "/a", "x", "--count", "1200"));
        Assert.AreEqual(1200, _terminal.Network.Broker.Kept.Count);
        Assert.IsTrue(_terminal.Network.Broker.BatchSizes is [500, ..]);
        StringAssert.StartsWith(_terminal.Out, "Published 1,200 messages to /a, #1 to #1200, in 0.00 s");
    }

    [TestMethod]
    public async Task One_way_messages_have_no_receipts()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("publish", "/a", "x", "--one-way"));
        StringAssert.StartsWith(_terminal.Out, "Sent 1 message one-way to /a, in 0.00 s");
    }

    [TestMethod]
    public async Task Nothing_to_publish_is_no_error()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("publish", "/a"));
        Assert.AreEqual("Nothing was published.\n", _terminal.Out);
    }

    [TestMethod]
    public async Task A_fault_is_one_line_and_1()
    {
        _terminal.Network.Broker.Fault = new BrokerFault
        {
            Code = FaultCodes.LimitExceeded, Message = "The topic is too long.",
            Parameter = "topic", Limit = "255 bytes", Value = "300 bytes",
        };
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync("publish", "/a", "x"));
        Assert.AreEqual(
            "wcfbroker: The topic is too long. [LimitExceeded; parameter topic; limit 255 bytes; value 300 bytes]\n", _terminal.Error);
        Assert.AreEqual("", _terminal.Out);
    }

    [TestMethod]
    public async Task A_text_may_begin_with_an_at_sign_or_follow_two_dashes()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("publish", "/a", "@home"));
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("publish", "/a", "--", "--count"));
        Assert.AreEqual("@home|--count", string.Join('|', _terminal.Network.Broker.Kept.Select(delivery => Texts.Of(delivery.Body))));
    }

    [TestMethod]
    public void Options_become_the_message()
    {
        var options = new PublishOptions();
        var command = options.AddTo(new System.CommandLine.Command("publish"));
        var result = command.Parse(["/a", "x", "-H", "k=v=w", "-H", "e=", "--id", "7", "--ttl", "30s", "--content-type", "text/csv"]);
        var message = PublishArguments.From(result, options).Template;
        Assert.AreEqual(("7", TimeSpan.FromSeconds(30), "text/csv"), (message.Id, message.TimeToLive, message.ContentType));
        Assert.AreEqual("k: v=w, e: ", string.Join(", ", message.Headers!.Select(header => $"{header.Name}: {header.Value}")));
    }

    [TestMethod]
    [DataRow("a.json", ContentTypes.Json)]
    [DataRow("a.XML", ContentTypes.Xml)]
    [DataRow("a.txt", ContentTypes.Text)]
    [DataRow("a.png", ContentTypes.Bytes)]
    public void A_files_extension_names_its_content_type(string name, string contentType)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, name);
        File.WriteAllText(path, "x");
        var options = new PublishOptions();
        var result = options.AddTo(new System.CommandLine.Command("publish")).Parse(["/a", "--file", path]);
        Assert.AreEqual(contentType, PublishArguments.From(result, options).Template.ContentType);
    }

    [TestMethod]
    public async Task A_rate_spreads_messages_over_time()
    {
        var time = _terminal.Network.Time;
        var paced = new Pace(ratePerSecond: 2, time).ApplyAsync(TwoItemsAsync(), CancellationToken.None).GetAsyncEnumerator();
        Assert.IsTrue(await paced.MoveNextAsync());
        var second = paced.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(0.49));
        Assert.IsFalse(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.01));
        Assert.IsTrue(await second);
    }

    private static async IAsyncEnumerable<int> TwoItemsAsync()
    {
        await Task.CompletedTask;
        yield return 1;
        yield return 2;
    }
}
