using WcfBroker.Core.Errors;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class T2_Matching
{
    [TestMethod]
    [DataRow("/tele", "/tele", true)]
    [DataRow("/tele", "/tele/orange", true)]
    [DataRow("/tele", "/telephony", false)]
    [DataRow("/tele", "/", false)]
    [DataRow("/", "/", true)]
    [DataRow("/", "/a/b", true)]
    [DataRow("/", "/$sys/load", false)]
    [DataRow("=/", "/", true)]
    [DataRow("=/", "/a", false)]
    [DataRow("=/a/b", "/a/b", true)]
    [DataRow("=/a/b", "/a/b/c", false)]
    [DataRow("=/$sys", "/$sys", true)]
    [DataRow("/+", "/a", true)]
    [DataRow("/+", "/a/b", false)]
    [DataRow("/+", "/", false)]
    [DataRow("/+", "/$sys", false)]
    [DataRow("/+/load", "/$sys/load", false)]
    [DataRow("/+/load", "/a/load", true)]
    [DataRow("/a/+/c", "/a/b/c", true)]
    [DataRow("/a/+/c", "/a/b/c/d", false)]
    [DataRow("/a/+/c", "/a/c", false)]
    [DataRow("/a/+", "/a/$x", true)]
    [DataRow("/#", "/", true)]
    [DataRow("/#", "/a/b", true)]
    [DataRow("/#", "/$sys/load", false)]
    [DataRow("/a/#", "/a", true)]
    [DataRow("/a/#", "/a/b/c", true)]
    [DataRow("/a/#", "/ab", false)]
    [DataRow("/+/#", "/a", true)]
    [DataRow("/+/#", "/", false)]
    [DataRow("/+/#", "/$sys/load", false)]
    [DataRow("/$sys", "/$sys/load", true)]
    [DataRow("/$sys/#", "/$sys/load", true)]
    [DataRow("/$sys/+", "/$sys/load", true)]
    [DataRow("/$sys/+", "/$dlq/load", false)]
    public void Whole_levels_match(string filter, string topic, bool matches)
    {
        Assert.AreEqual(matches, TopicFilter.Parse(filter).Matches(topic));
        var broker = new TestBroker();
        broker.Attach().Subscribe(filter);
        Assert.AreEqual(matches ? 1 : 0, broker.Publish(topic).Value.MatchedSubscriptions);
    }

    [TestMethod]
    [DataRow("/a/#/b", "end of a topic filter")]
    [DataRow("/#/#", "end of a topic filter")]
    [DataRow("/a+", "whole levels")]
    [DataRow("/a/b#", "whole levels")]
    [DataRow("/++", "whole levels")]
    [DataRow("=/+", "filters only")]
    [DataRow("=/a/#", "filters only")]
    [DataRow("=", "missing")]
    [DataRow("==/a", "begins with '/'")]
    [DataRow("=a", "begins with '/'")]
    [DataRow("#", "begins with '/'")]
    [DataRow("/a/", "empty level")]
    [DataRow(null, "missing")]
    public void Other_filters_are_refused(string? text, string reason)
    {
        Assert.IsFalse(TopicFilter.TryParse(text, "topic", out _, out var error));
        Assert.AreEqual(ErrorCode.InvalidTopic, error!.Code);
        Assert.AreEqual("topic", error.Parameter);
        Assert.Contains(reason, error.Message);
    }

    [TestMethod]
    public void One_publish_reaches_a_subscription_once()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a/#");
        broker.Publish("/a/b", "1");
        Assert.AreEqual("/a/b:1", session.Drain());
    }

    [TestMethod]
    public void Two_subscriptions_of_a_session_each_get_it()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a");
        session.Subscribe("/a/+");
        broker.Publish("/a/b", "1");
        Assert.AreEqual("/a/b:1, /a/b:1", session.Drain());
    }

    [TestMethod]
    public void Equal_texts_are_equal_filters()
    {
        Assert.AreEqual(TopicFilter.Parse("/a/b"), TopicFilter.Parse("/a/b"));
        Assert.AreEqual(TopicFilter.Parse("/a/b").GetHashCode(), TopicFilter.Parse("/a/b").GetHashCode());
        Assert.AreNotEqual(TopicFilter.Parse("/a/b"), TopicFilter.Parse("=/a/b"));
    }
}
