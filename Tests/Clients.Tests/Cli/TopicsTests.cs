using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class TopicsTests
{
    private readonly FakeTerminal _terminal = new();

    public TopicsTests() => _terminal.Network.Broker.Topics.AddRange(
    [
        new TopicInfo { Name = "/a", LastSequence = 1234, MessageCount = 1000, SubscriptionCount = 1 },
        new TopicInfo { Name = "/b/c/d[x]", SubscriptionCount = 2 },
        new TopicInfo { Name = "/b/e", LastSequence = 1, MessageCount = 1 },
    ]);

    [TestMethod]
    public async Task The_tree_shows_levels_that_are_no_topics_without_counts()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("topics"));
        Assert.AreEqual(
            """
            /
            ├── a  1,000 messages, last #1234, 1 subscription
            └── b
                ├── c
                │   └── d[x]  no messages, 2 subscriptions
                └── e  1 message, last #1

            """.ReplaceLineEndings("\n"), TrimLines(_terminal.Out));
    }

    [TestMethod]
    public async Task The_list_has_a_line_a_topic()
    {
        await _terminal.RunAsync("topics", "--list");
        Assert.AreEqual(
            "/a  1,000 messages, last #1234, 1 subscription\n/b/c/d[x]  no messages, 2 subscriptions\n/b/e  1 message, last #1\n",
            _terminal.Out);
    }

    [TestMethod]
    public async Task Json_has_an_object_a_line()
    {
        await _terminal.RunAsync("topics", "--json");
        StringAssert.StartsWith(_terminal.Out, """{"topic":"/a","lastSequence":1234,"messages":1000,"subscriptions":1}""" + "\n");
    }

    [TestMethod]
    public async Task No_topics_are_told()
    {
        _terminal.Network.Broker.Topics.Clear();
        await _terminal.RunAsync("topics");
        Assert.AreEqual("No topics.\n", _terminal.Out);
    }

    private static string TrimLines(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
