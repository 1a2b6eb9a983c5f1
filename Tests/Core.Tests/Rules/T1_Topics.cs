using WcfBroker.Core.Errors;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class T1_Topics
{
    private const string Levels16 = "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16";

    [TestMethod]
    [DataRow("/")]
    [DataRow("/a")]
    [DataRow("/a/b")]
    [DataRow("/a b/ c")]
    [DataRow("/=a")]
    [DataRow("/$sys/load")]
    [DataRow("/.")]
    [DataRow("/..")]
    [DataRow("/Ünï/☃/\ud83d\ude00")]
    [DataRow(Levels16)]
    public void A_topic_is_the_root_or_levels_after_slashes(string text) => Assert.AreEqual(text, TopicName.Parse(text).Value);

    [TestMethod]
    [DataRow(null, "missing")]
    [DataRow("", "missing")]
    [DataRow("a", "begins with '/'")]
    [DataRow("a/b", "begins with '/'")]
    [DataRow("=/a", "begins with '/'")]
    [DataRow("//", "empty level")]
    [DataRow("//a", "empty level")]
    [DataRow("/a/", "empty level")]
    [DataRow("/a//b", "empty level")]
    [DataRow("/a\0", "control")]
    [DataRow("/a\n/b", "control")]
    [DataRow("/a\u007f", "control")]
    [DataRow("/a\u0085", "control")]
    [DataRow("/+", "filters only")]
    [DataRow("/a/#", "filters only")]
    [DataRow("/a+b", "filters only")]
    [DataRow("/a#", "filters only")]
    public void Anything_else_is_refused_with_the_parameter_and_the_value(string? text, string reason)
    {
        Assert.IsFalse(TopicName.TryParse(text, "messages[3].topic", out _, out var error));
        Assert.AreEqual(ErrorCode.InvalidTopic, error!.Code);
        Assert.AreEqual("messages[3].topic", error.Parameter);
        Assert.Contains(reason, error.Message);
    }

    [TestMethod]
    public void Half_a_surrogate_pair_is_refused() => Assert.Contains("surrogate", Refused("/a" + '\ud83d' + "/b").Message);

    [TestMethod]
    public void Seventeen_levels_are_one_too_many()
    {
        var error = Refused($"{Levels16}/17");
        Assert.AreEqual("16 levels", error.Limit);
        Assert.AreEqual("17 levels", error.Value);
    }

    [TestMethod]
    [DataRow('a', 254, 255)]
    [DataRow('ü', 127, 255)]
    public void A_topic_of_255_bytes_is_taken(char c, int count, int bytes)
    {
        var name = TopicName.Parse("/" + new string(c, count));
        Assert.AreEqual(bytes, System.Text.Encoding.UTF8.GetByteCount(name.Value));
    }

    [TestMethod]
    [DataRow('a', 255, "256 bytes")]
    [DataRow('ü', 128, "257 bytes")]
    [DataRow('☃', 85, "256 bytes")]
    public void More_than_255_bytes_are_too_many(char c, int count, string value)
    {
        var error = Refused("/" + new string(c, count));
        Assert.AreEqual("255 bytes", error.Limit);
        Assert.AreEqual(value, error.Value);
    }

    [TestMethod]
    public void The_value_in_an_error_is_short_and_printable()
    {
        var value = Refused("/" + new string('a', 62) + "\ud83d\ude00\u0001" + new string('b', 1_000)).Value!;
        Assert.IsLessThanOrEqualTo(64, value.Length);
        Assert.IsFalse(value.Any(c => char.IsControl(c) || char.IsSurrogate(c)), "No fault can carry half a surrogate pair or a control character.");
    }

    [TestMethod]
    public void A_topic_exists_when_first_published_to_with_the_topics_above_it()
    {
        var broker = new TestBroker();
        broker.Publish("/a/b/c", "1");
        Assert.AreEqual("/a /a/b /a/b/c", Names(broker));
    }

    [TestMethod]
    public void A_topic_exists_when_first_subscribed_to_by_its_plain_name()
    {
        var broker = new TestBroker();
        broker.Attach().Subscribe("/a/b");
        Assert.AreEqual("/a /a/b", Names(broker));
    }

    [TestMethod]
    [DataRow("/a/+")]
    [DataRow("/a/#")]
    [DataRow("/$sys/load")]
    [DataRow("=/$sys/load")]
    public void A_pattern_or_a_name_of_the_brokers_own_brings_no_topic_into_existence(string filter)
    {
        var broker = new TestBroker();
        broker.Attach().Subscribe(filter);
        Assert.AreEqual("", Names(broker));
    }

    private static string Names(TestBroker broker) => string.Join(' ', broker.List().Value.Topics.Select(topic => topic.Name));

    private static BrokerError Refused(string text)
    {
        Assert.IsFalse(TopicName.TryParse(text, "topic", out _, out var error));
        Assert.AreEqual(ErrorCode.InvalidTopic, error!.Code);
        return error;
    }
}
