using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class DurableTests
{
    private readonly FakeTerminal _terminal = new();

    private FakeBroker Broker => _terminal.Network.Broker;

    [TestMethod]
    public async Task What_is_written_is_acknowledged()
    {
        Publish("one", "two", "three");
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("subscribe", "/a", "--durable", "work", "--count", "2"));
        Assert.AreEqual(2, _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.AreEqual("acknowledge 1 2", Broker.Durable.Log);
    }

    [TestMethod]
    public async Task It_goes_on_where_it_was()
    {
        Publish("one", "two", "three");
        await _terminal.RunAsync("subscribe", "/a", "--durable", "work", "--count", "2");
        await _terminal.RunAsync("subscribe", "/a", "--durable", "work", "--count", "1", "--json");
        StringAssert.Contains(_terminal.Out, "\"text\":\"three\"");
        Assert.AreEqual("acknowledge 1 2; acknowledge 3", Broker.Durable.Log);
    }

    [TestMethod]
    public async Task What_nobody_reads_is_not_acknowledged()
    {
        Publish("one");
        var environment = _terminal.Environment() with { Out = new BrokenWriter() };
        Assert.AreEqual(ExitCodes.Failed, await CommandLine.RunAsync(["subscribe", "/a", "-d", "work"], environment));
        Assert.AreEqual("", Broker.Durable.Log);
    }

    [TestMethod]
    [DataRow("--reject", "reject 1 Wrong")]
    [DataRow("--return", "return 1 Wrong")]
    public async Task It_can_refuse_what_it_writes(string option, string log)
    {
        Publish("one");
        await _terminal.RunAsync("subscribe", "/a", "--durable", "work", "--count", "1", option, "Wrong");
        Assert.AreEqual(log, Broker.Durable.Log);
    }

    [TestMethod]
    public async Task Options_reach_the_broker()
    {
        Publish("one");
        await _terminal.RunAsync(
            "subscribe", "/a", "--durable", "work", "--shared", "--strict", "--lease", "1m", "--attempts", "3", "--credit", "7", "--idle", "30d",
            "--from", "all", "--count", "1");
        var options = Broker.Subscribes.Single();
        Assert.AreEqual(("work", true, DeliveryOrders.Strict, StartPositions.All), (options.Durable, options.Shared, options.Order, options.Start));
        Assert.AreEqual(
            (TimeSpan.FromMinutes(1), 3, 7, TimeSpan.FromDays(30)), (options.Lease, options.AttemptsMax, options.Credit, options.IdleTime));
        Assert.AreEqual(AcknowledgeModes.Explicit, options.Acknowledge);
    }

    [TestMethod]
    public async Task No_more_is_fetched_than_will_be_written()
    {
        Publish("one");
        await _terminal.RunAsync("subscribe", "/a", "--durable", "work", "--count", "1");
        Assert.AreEqual(1, Broker.Subscribes.Single().Credit);
    }

    [TestMethod]
    public async Task Messages_can_go_unacknowledged()
    {
        Publish("one");
        await _terminal.RunAsync("subscribe", "/a", "--durable", "work", "--no-ack", "--count", "1");
        Assert.AreEqual(AcknowledgeModes.None, Broker.Subscribes.Single().Acknowledge);
        Assert.AreEqual("", Broker.Durable.Log);
        StringAssert.Contains(_terminal.Out, "one");
    }

    [TestMethod]
    public async Task A_refused_settlement_ends_it_with_the_fault()
    {
        Publish("one");
        var environment = _terminal.Environment() with
        {
            Out = new CallbackWriter(() => Broker.Fault = new BrokerFault { Code = FaultCodes.InvalidArgument, Message = "Too long." }),
        };
        Assert.AreEqual(ExitCodes.Failed, await CommandLine.RunAsync(["subscribe", "/a", "-d", "work", "--reject", "x"], environment));
        Assert.AreEqual("wcfbroker: Too long. [InvalidArgument]\n", _terminal.Error);
    }

    [TestMethod]
    public async Task A_subscription_that_the_broker_ends_fails_in_one_line()
    {
        Publish("one");
        var environment = _terminal.Environment() with
        {
            Out = new CallbackWriter(() => Broker.Notify(new Notice { Kind = NoticeKinds.SubscriptionEnded, Reason = "It was deleted." })),
        };
        Assert.AreEqual(ExitCodes.Failed, await CommandLine.RunAsync(["subscribe", "/a", "-d", "work"], environment));
        Assert.AreEqual("wcfbroker: The broker has ended the subscription: It was deleted.\n", _terminal.Error);
    }

    /// <summary>Before the subscription is made: it then begins with all of them.</summary>
    private void Publish(params string[] texts) => Array.ForEach(texts, text => Broker.Publish("/a", text));
}
