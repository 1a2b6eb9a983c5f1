using CsCheck;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Matching;

/// <summary>Two filters overlap when there is a topic that both cover.</summary>
[TestClass]
public sealed class OverlapTests
{
    private static readonly string[] Levels = ["a", "b", "$s"];
    private static readonly string[] Topics = [.. All(Levels, 4)];
    private static readonly string[] Filters = [.. All(["a", "b", "+", "$s"], 3).SelectMany(path => Variants(path))];

    [TestMethod]
    public void Filters_overlap_exactly_when_some_topic_is_covered_by_both() =>
        Gen.Select(Gen.Int[0, Filters.Length - 1], Gen.Int[0, Filters.Length - 1]).Sample(
            (first, second) =>
            {
                var (one, other) = (TopicFilter.Parse(Filters[first]), TopicFilter.Parse(Filters[second]));
                Assert.AreEqual(Array.Exists(Topics, topic => one.Matches(topic) && other.Matches(topic)), one.Overlaps(other), $"{one} and {other}");
            },
            iter: 20_000);

    private static List<string> All(string[] levels, int depth)
    {
        var paths = new List<string> { "/" };
        IEnumerable<string> longest = [""];
        for (var i = 0; i < depth; i++)
        {
            longest = [.. longest.SelectMany(path => levels.Select(level => $"{path}/{level}"))];
            paths.AddRange(longest);
        }

        return paths;
    }

    private static IEnumerable<string> Variants(string path)
    {
        yield return path;
        yield return path == "/" ? "/#" : $"{path}/#";
        if (!path.Contains('+', StringComparison.Ordinal))
            yield return $"={path}";
    }
}
