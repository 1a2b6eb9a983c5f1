using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class T3_Topic_list
{
    private static readonly SubscriptionOptions ToldOfCovered = new() { Start = StartKind.New, TopicNotices = TopicNotices.Covered };
    private static readonly SubscriptionOptions ToldOfAll = new() { Start = StartKind.New, TopicNotices = TopicNotices.All };

    [TestMethod]
    public void Topics_are_listed_parents_first_without_the_root()
    {
        var broker = WithTopics("/b", "/a/x/1", "/a/y");
        Assert.AreEqual("/b /a /a/x /a/x/1 /a/y", Names(broker.List().Value));
    }

    [TestMethod]
    public void A_prefix_lists_the_topic_and_its_subtopics_by_whole_levels()
    {
        var broker = WithTopics("/a/x", "/ab", "/a/y");
        Assert.AreEqual("/a /a/x /a/y", Names(broker.List("/a").Value));
        Assert.AreEqual("", Names(broker.List("/none").Value));
    }

    [TestMethod]
    public void Each_topic_tells_its_last_sequence_and_counts()
    {
        var broker = WithTopics("/a", "/b", "/a");
        broker.Attach().Subscribe("/a");
        broker.Attach().Subscribe("=/a");
        Assert.AreEqual(new TopicSummary(TopicName.Parse("/a"), 3, 2, 2), broker.List("/a").Value.Topics[0]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(6)]
    [DataRow(7)]
    public void Pages_follow_one_another_without_gap_or_duplicate(int count)
    {
        var broker = WithTopics("/a/x/1", "/a/x/2", "/b", "/a/y");
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = broker.List("/", after, count).Value;
            Assert.IsLessThanOrEqualTo(count, page.Topics.Count);
            names.AddRange(page.Topics.Select(topic => topic.Name.Value));
            after = page.Next?.Value;
        }
        while (after is not null);
        Assert.AreEqual("/a /a/x /a/x/1 /a/x/2 /a/y /b", string.Join(' ', names));
    }

    [TestMethod]
    public void A_page_below_a_prefix_ends_with_the_prefix()
    {
        var broker = WithTopics("/a/x", "/a/y", "/b");
        Assert.AreEqual("/a/y", Names(broker.List("/a", "/a/x").Value));
        Assert.IsNull(broker.List("/a", "/a/x").Value.Next);
    }

    [TestMethod]
    [DataRow("/b")]
    [DataRow("/")]
    [DataRow("/ab")]
    [DataRow("/never")]
    public void A_page_after_a_topic_that_is_not_below_the_prefix_is_refused(string after)
    {
        var broker = WithTopics("/a/x", "/ab", "/b");
        var error = broker.List("/a", after).Refused(ErrorCode.InvalidArgument);
        Assert.AreEqual("after", error.Parameter);
        Assert.AreEqual(after, error.Value);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(1_001)]
    [DataRow(int.MaxValue)]
    public void A_page_of_a_size_out_of_range_is_refused(int count)
    {
        var error = WithTopics("/a").List("/", null, count).Refused(ErrorCode.InvalidArgument);
        Assert.AreEqual("count", error.Parameter);
        Assert.AreEqual("1 to 1000 topics", error.Limit);
        Assert.AreEqual($"{count} topics", error.Value);
    }

    [TestMethod]
    public void The_covered_new_topics_are_told_before_their_first_message()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a", ToldOfCovered);
        broker.Publish("/a/b/c", "1");
        broker.Publish("/b", "2");
        broker.Publish("/a/b/c", "3");
        Assert.AreEqual("new /a/b, new /a/b/c, /a/b/c:1, /a/b/c:3", session.Drain());
    }

    [TestMethod]
    public void All_new_topics_are_told_but_those_that_the_session_makes()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a", ToldOfAll);
        broker.Publish("/mine", "1", session.Id);
        broker.Publish("/b", "2");
        broker.Attach().Subscribe("/c");
        Assert.AreEqual("new /b, new /c", session.Drain());
    }

    [TestMethod]
    public void A_session_is_told_once_however_many_of_its_subscriptions_watch_all()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        var first = session.Subscribe("/a", ToldOfAll).Value.Id;
        var second = session.Subscribe("/b", ToldOfAll).Value.Id;
        broker.Publish("/c");
        session.Unsubscribe(first);
        broker.Publish("/d");
        session.Unsubscribe(second);
        broker.Publish("/e");
        Assert.AreEqual("new /c, new /d", session.Drain());
    }

    [TestMethod]
    public void A_session_that_never_reads_is_told_of_all_and_costs_no_more()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/t", ToldOfCovered);
        session.Subscribe("/t/#", ToldOfCovered);
        session.Subscribe("/none", ToldOfAll);
        broker.PublishTopics("/t", 1_000);
        Assert.IsLessThan(50, session.Outbox.Count - 1_000);
        var told = session.DrainItems().Where(item => item.Kind == Deliveries.OutboxItemKind.TopicsCreated).ToList();
        foreach (var group in told.GroupBy(item => item.Subscription))
        {
            var topics = group.SelectMany(item => Enumerable.Range((int)item.From, (int)(item.To - item.From + 1))).ToList();
            for (var i = 0; i < 1_000; i++)
                Assert.ContainsSingle(topic => broker.Broker.TopicLog[topic].Name.Value == $"/t/{i}", topics);
        }

        Assert.HasCount(3, told.Select(item => item.Subscription).Distinct());
    }

    [TestMethod]
    public void The_list_asked_for_comes_in_order_with_all_else()
    {
        var broker = WithTopics("/a", "/b");
        var session = broker.Attach();
        session.Subscribe("/a", StartKind.New);
        broker.Publish("/a", "1");
        broker.Apply(new SendTopicList(session.Id));
        broker.Publish("/a", "2");
        Assert.AreEqual("/a:1, list /a /b, /a:2", session.Drain());
    }

    [TestMethod]
    public void A_list_asked_for_among_many_notices_is_still_a_list()
    {
        var broker = WithTopics("/a");
        var session = broker.Attach();
        session.Subscribe("/a", ToldOfAll);
        broker.PublishTopics("/t", 30);
        broker.Apply(new SendTopicList(session.Id));
        broker.Publish("/b");
        var lists = session.Drain().Split(", ").Where(item => item.StartsWith("list ", StringComparison.Ordinal)).ToList();
        Assert.HasCount(1, lists);
        Assert.StartsWith("list /a /t /t/0 /t/1 ", lists[0]);
    }

    private static TestBroker WithTopics(params string[] topics)
    {
        var broker = new TestBroker();
        foreach (var topic in topics)
            broker.Publish(topic);
        return broker;
    }

    private static string Names(TopicList list) => string.Join(' ', list.Topics.Select(topic => topic.Name));
}
