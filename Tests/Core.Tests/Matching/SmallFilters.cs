using CsCheck;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Matching;

/// <summary>All filters of a small world, and all topics of it: enough to tell any two filters apart.</summary>
internal static class SmallFilters
{
    public static readonly string[] Topics = [.. All(["a", "b", "$s"], 4)];

    private static readonly TopicFilter[] Filters = [.. All(["a", "b", "+", "$s"], 3).SelectMany(Variants).Select(text => TopicFilter.Parse(text))];

    public static Gen<TopicFilter> Gen { get; } = CsCheck.Gen.Int[0, Filters.Length - 1].Select(i => Filters[i]);

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
