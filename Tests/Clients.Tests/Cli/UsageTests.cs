using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class UsageTests
{
    private readonly FakeTerminal _terminal = new();

    [TestMethod]
    [DataRow("bogus", "Unrecognized command or argument 'bogus'.")]
    [DataRow("publish", "Required argument 'topic' missing for command: 'publish'.")]
    [DataRow("publish /a x --count 0", "--count must be 1 or more.")]
    [DataRow("publish /a x --rate 0", "--rate must be more than 0, at most 1,000,000.")]
    [DataRow("publish /a x --count 2 --id 7", "--id is for one message: a text or a file, without --count.")]
    [DataRow("publish /a --id 7", "--id is for one message: a text or a file, without --count.")]
    [DataRow("publish /a x --ttl 5", "'5' is no duration: a number and a unit, as in 500ms, 30s, 5m, 2h, 7d.")]
    [DataRow("publish /a x --header bare", "'bare' is no header: write name=value.")]
    [DataRow("publish /a --file /no/such/file", "File does not exist: '/no/such/file'.")]
    [DataRow("subscribe --count 0", "--count must be 1 or more.")]
    [DataRow("subscribe /a --shared", "--shared is for durable subscriptions: give --durable too.")]
    [DataRow("subscribe /a --lease 1m", "--lease is for durable subscriptions: give --durable too.")]
    [DataRow("subscribe /a /b --durable d", "A durable subscription has one topic or filter.")]
    [DataRow("subscribe /a --durable d --reject x --return y", "--no-ack, --reject and --return exclude one another.")]
    [DataRow("subscribe /a --durable d --idle 7", "'7' is no duration: a number and a unit, as in 500ms, 30s, 5m, 2h, 7d.")]
    [DataRow("dead-letters purge d", "Give --sequence, or --yes to delete all.")]
    [DataRow("request /a x --timeout 6m", "--timeout must be at most 5m.")]
    public async Task Wrong_usage_is_told_in_one_line_and_answered_with_2(string line, string message)
    {
        Assert.AreEqual(ExitCodes.Usage, await _terminal.RunAsync(line.Split(' ')));
        StringAssert.StartsWith(_terminal.Error, $"wcfbroker: {message}\nTry 'wcfbroker");
        Assert.AreEqual("", _terminal.Out);
    }

    [TestMethod]
    public async Task The_help_of_a_nested_command_is_named_in_full()
    {
        await _terminal.RunAsync("dead-letters", "purge");
        StringAssert.EndsWith(_terminal.Error, "Try 'wcfbroker dead-letters purge --help'.\n");
    }

    [TestMethod]
    public async Task Help_lists_the_exit_codes()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("--help"));
        StringAssert.Contains(_terminal.Out, "130 interrupted by Ctrl-C");
    }

    [TestMethod]
    public async Task Another_machine_is_refused_without_being_asked()
    {
        var environment = _terminal.Environment() with { Connect = WcfBroker.Client.BrokerConnection.ConnectAsync };
        Assert.AreEqual(ExitCodes.Usage, await CommandLine.RunAsync(["topics", "--url", "net.tcp://elsewhere/broker"], environment));
        StringAssert.StartsWith(_terminal.Error, "wcfbroker: 'elsewhere' is another machine");
        Assert.IsFalse(_terminal.Error.Contains("Parameter", StringComparison.Ordinal));
    }
}
