using CsCheck;

namespace WcfBroker.Core.Tests.Matching;

/// <summary>Two filters overlap when there is a topic that both cover.</summary>
[TestClass]
public sealed class OverlapTests
{
    [TestMethod]
    public void Filters_overlap_exactly_when_some_topic_is_covered_by_both() =>
        Gen.Select(SmallFilters.Gen, SmallFilters.Gen).Sample(
            (one, other) => Assert.AreEqual(
                Array.Exists(SmallFilters.Topics, topic => one.Matches(topic) && other.Matches(topic)), one.Overlaps(other), $"{one} and {other}"),
            iter: 20_000);
}
