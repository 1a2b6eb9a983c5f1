using CsCheck;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Matching;

/// <summary>A filter covers another when it covers each of its topics.</summary>
[TestClass]
public sealed class CoverTests
{
    [TestMethod]
    public void A_filter_covers_exactly_those_whose_topics_it_covers() =>
        Gen.Select(SmallFilters.Gen, SmallFilters.Gen).Sample(
            (one, other) => Assert.AreEqual(
                Array.TrueForAll(SmallFilters.Topics, topic => !other.Matches(topic) || one.Matches(topic)), one.Covers(other), $"{one} and {other}"),
            iter: 20_000);

    [TestMethod]
    [DataRow("/", "/$dlq/orders", false)]
    [DataRow("/$dlq", "/$dlq/orders", true)]
    [DataRow("/a", "/#", false)]
    [DataRow("/a/#", "/a", true)]
    [DataRow("/a/+", "/a/b", false)]
    [DataRow("/a/+", "=/a/b", true)]
    public void A_filter_covers_no_wider_one_and_no_topic_of_the_brokers_own_by_a_wildcard(string one, string other, bool covers) =>
        Assert.AreEqual(covers, TopicFilter.Parse(one).Covers(TopicFilter.Parse(other)));
}
