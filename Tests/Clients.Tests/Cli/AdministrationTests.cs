using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class AdministrationTests
{
    private static readonly DateTime Time = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    private readonly FakeTerminal _terminal = new();

    private FakeAdministration Broker => _terminal.Network.Administration;

    [TestMethod]
    [DataRow("subscriptions")]
    [DataRow("subscriptions", "list")]
    public async Task Subscriptions_are_a_table_page_after_page(params string[] command)
    {
        AddSubscriptions();
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync(command));
        Assert.AreEqual(
            """
            Name   Topic  Behind  In flight  Waiting  Dead letters  Sessions                        Kind
            audit  /      0       0          0        0             1                               alone
            mail   /mail  1,234   5          6        7             2                               shared, strict
            [x]    /x     0       0          0        0             none since 2026-11-23 08:00:00  alone
            """,
            Lines(_terminal.Out));
        Assert.IsTrue(Broker.IsClosed);
    }

    [TestMethod]
    public async Task Subscriptions_are_objects_for_scripts()
    {
        AddSubscriptions();
        await _terminal.RunAsync("subscriptions", "--json");
        StringAssert.StartsWith(
            _terminal.Out,
            """{"name":"audit","topic":"/","shared":false,"order":"","members":1,"position":0,"behind":0,"inFlight":0,"""
            + "\"waiting\":0,\"deadLetters\":0,\"redeliveries\":0,\"paused\":false}\n");
        Assert.AreEqual(3, _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [TestMethod]
    public async Task A_subscription_is_deleted_by_name()
    {
        AddSubscriptions();
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("subscriptions", "delete", "mail"));
        Assert.AreEqual("Deleted mail.\n", _terminal.Out);
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync("subscriptions", "delete", "mail"));
        Assert.AreEqual("wcfbroker: There is none. [UnknownSubscription; value mail]\n", _terminal.Error);
    }

    [TestMethod]
    public async Task A_subscription_is_paused_and_resumed_by_name()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("subscriptions", "pause", "mail"));
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("subscriptions", "resume", "mail"));
        Assert.AreEqual("Paused mail.\nResumed mail.\n", _terminal.Out);
        Assert.AreEqual("pause mail, resume mail", string.Join(", ", Broker.Calls));
        Broker.Subscriptions.Add(new SubscriptionStatus { Name = "mail", Paused = true });
        await _terminal.RunAsync("subscriptions");
        StringAssert.EndsWith(Lines(_terminal.Out), "alone, paused");
    }

    [TestMethod]
    public async Task Messages_are_replayed_from_a_sequence_or_a_time()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("subscriptions", "replay", "mail", "--from", "seq:7", "--to", "time:2026-11-23T08:00Z"));
        Assert.AreEqual("3 messages replayed.\n", _terminal.Out);
        await _terminal.RunAsync("subscriptions", "replay", "mail", "--from", "time:2026-11-23T08:00Z", "--to", "seq:9");
        Assert.AreEqual(
            "replay mail from 7 to 2026-11-23T08:00:00.0000000Z, replay mail from 2026-11-23T08:00:00.0000000Z to 9", string.Join(", ", Broker.Calls));
        Assert.AreEqual(ExitCodes.Usage, await _terminal.RunAsync("subscriptions", "replay", "mail", "--from", "last"));
        StringAssert.Contains(_terminal.Error, "'last' is no place among the messages: seq:N, or time:T");
    }

    [TestMethod]
    public async Task Sessions_are_a_table_or_objects()
    {
        Broker.Sessions.AddRange(Enumerable.Range(1, 3).Select(id => new SessionInfo
        {
            Id = id, Address = $"net.tcp 127.0.0.1:{id}", SinceUtc = Time, Subscriptions = 2, Queued = 1000, Dropped = id,
        }));
        await _terminal.RunAsync("sessions");
        StringAssert.EndsWith(
            Lines(_terminal.Out), "3        net.tcp 127.0.0.1:3  anonymous  2026-11-23 08:00:00  2              1,000   3");
        await _terminal.RunAsync("sessions", "--json");
        StringAssert.Contains(_terminal.Out, "{\"id\":3,\"address\":\"net.tcp 127.0.0.1:3\",\"sinceUtc\":\"2026-11-23T08:00:00Z\"");
    }

    [TestMethod]
    public async Task Info_tells_what_runs_and_how_much_it_keeps()
    {
        Broker.Info = new ServerInfo
        {
            Version = "0.1.0", StartedUtc = Time, Epoch = "e", HeadSequence = 12, FirstSequence = 3, Topics = 4, Sessions = 5,
            DurableSubscriptions = 6, DeadLetters = 7, Storage = "/data", StoreBytes = 1536, FreeDiskBytes = 5L << 40,
        };
        await _terminal.RunAsync("info");
        Assert.AreEqual(
            """
            WcfBroker 0.1.0, running since 2026-11-23 08:00:00
            Messages       kept #3 to #12
            Topics         4
            Sessions       5
            Subscriptions  6 durable
            Dead letters   7
            Storage        /data, 1.5 KiB used, 5 TiB free
            Epoch          e
            """,
            Lines(_terminal.Out));
        await _terminal.RunAsync("info", "--json");
        StringAssert.Contains(_terminal.Out, "{\"version\":\"0.1.0\",");
    }

    [TestMethod]
    public async Task Dead_letters_are_listed_with_their_reason_and_their_message()
    {
        AddLetters(3);
        await _terminal.RunAsync("dead-letters", "list", "mail");
        StringAssert.StartsWith(
            _terminal.Out, "2026-11-23 08:00:00 #101 10 attempts: No \\u001b.\n    08:00:00.000 #1 /mail Hello\n2026-11-23 08:00:00 #102 1 attempt");
        Assert.AreEqual("list mail after 0; list mail after 102", string.Join("; ", Broker.Calls));
    }

    [TestMethod]
    public async Task Dead_letters_are_objects_for_scripts()
    {
        AddLetters(1);
        await _terminal.RunAsync("dead-letters", "list", "mail", "--json");
        Assert.AreEqual(
            """{"sequence":101,"deadUtc":"2026-11-23T08:00:00Z","reason":"No \u001B.","attempts":10,"message":{"topic":"/mail","sequence":1,"""
            + "\"publishedUtc\":\"2026-11-23T08:00:00Z\",\"retained\":false,\"contentType\":\"text/plain; charset=utf-8\",\"text\":\"Hello\"}}\n",
            _terminal.Out);
    }

    [TestMethod]
    public async Task Nothing_to_list_is_told_to_people_alone()
    {
        foreach (var command in new[] { "dead-letters list x", "subscriptions", "sessions" })
        {
            await _terminal.RunAsync(command.Split(' '));
            await _terminal.RunAsync($"{command} --json".Split(' '));
        }

        Assert.AreEqual("No dead letters.\nNo durable subscriptions.\nNo sessions subscribe.\n", _terminal.Out);
    }

    [TestMethod]
    [DataRow("replay mail", "replay mail all", "3 dead letters tried again.")]
    [DataRow("replay mail --sequence 101", "replay mail 101", "1 dead letter tried again.")]
    [DataRow("purge mail -s 101 -s 102", "purge mail 101 102", "2 dead letters deleted.")]
    [DataRow("purge mail --sequence 101 102", "purge mail 101 102", "2 dead letters deleted.")]
    [DataRow("purge mail --yes", "purge mail all", "3 dead letters deleted.")]
    public async Task Dead_letters_are_replayed_and_purged_by_sequence_or_all(string arguments, string call, string told)
    {
        AddLetters(3);
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync(["dead-letters", .. arguments.Split(' ')]));
        Assert.AreEqual(call, Broker.Calls.Single());
        Assert.AreEqual($"{told}\n", _terminal.Out);
    }

    [TestMethod]
    [DataRow("y", ExitCodes.Done, 1)]
    [DataRow("n", ExitCodes.Failed, 0)]
    [DataRow("", ExitCodes.Failed, 0)]
    public async Task On_a_terminal_purging_all_is_asked_about(string answer, int exitCode, int calls)
    {
        var environment = _terminal.Environment(answer) with { InIsTerminal = true };
        Assert.AreEqual(exitCode, await CommandLine.RunAsync(["dead-letters", "purge", "mail"], environment));
        StringAssert.StartsWith(_terminal.Error, "Delete all dead letters of mail? [y/N] ");
        Assert.HasCount(calls, Broker.Calls);
    }

    private void AddSubscriptions() => Broker.Subscriptions.AddRange(
    [
        new SubscriptionStatus { Name = "audit", Topic = "/", Members = 1 },
        new SubscriptionStatus
        {
            Name = "mail", Topic = "/mail", Order = DeliveryOrders.Strict, Shared = true,
            Members = 2, Behind = 1234, InFlight = 5, Waiting = 6, DeadLetters = 7,
        },
        new SubscriptionStatus { Name = "[x]", Topic = "/x", IdleSinceUtc = Time },
    ]);

    private void AddLetters(int count) => Broker.Letters.AddRange(Enumerable.Range(1, count).Select(i => new DeadLetterInfo
    {
        Sequence = 100 + i, DeadUtc = Time, Reason = "No \u001b.", Attempts = i == 1 ? 10 : 1, Message = Texts.Delivery("/mail", i, "Hello"),
    }));

    private static string Lines(string text) => string.Join('\n', text.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
}
