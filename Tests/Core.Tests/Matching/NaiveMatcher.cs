namespace WcfBroker.Core.Tests.Matching;

/// <summary>Rule T2 as it is written, with no thought for speed.</summary>
internal static class NaiveMatcher
{
    public static bool Matches(string filter, string topic)
    {
        if (filter[0] == '=')
            return topic == filter[1..];
        var wanted = Levels(filter);
        var levels = Levels(topic);
        var leadingWildcard = wanted.Length == 0 || wanted[0] is "+" or "#";
        if (leadingWildcard && levels.Length > 0 && levels[0][0] == '$')
            return false;
        var open = !filter.Contains('+', StringComparison.Ordinal);
        if (wanted.Length > 0 && wanted[^1] == "#")
        {
            wanted = wanted[..^1];
            open = true;
        }

        return (open ? levels.Length >= wanted.Length : levels.Length == wanted.Length)
            && wanted.Zip(levels).All(pair => pair.First == "+" || pair.First == pair.Second);
    }

    private static string[] Levels(string path) => path == "/" ? [] : path[1..].Split('/');
}
