using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Topics;

/// <summary>What a subscription is interested in: a topic with its subtopics, one topic, or a pattern.</summary>
public sealed record TopicFilter
{
    private TopicFilter(string text, FilterKind kind, string path)
    {
        Text = text;
        Kind = kind;
        Path = path;
        Segments = path.Length == 1 ? [] : path[1..].Split('/');
    }

    /// <summary>The filter as it is written, with its leading <c>=</c> if it has one.</summary>
    public string Text { get; }

    public FilterKind Kind { get; }

    /// <summary>The filter without its leading <c>=</c>.</summary>
    public string Path { get; }

    public IReadOnlyList<string> Segments { get; }

    /// <summary>The topic that a plain or exact filter names.</summary>
    public TopicName Topic => Kind == FilterKind.Pattern ? throw new InvalidOperationException("A pattern names no topic.") : TopicName.Parse(Path);

    /// <summary>The levels before the first wildcard: the topic at and below which all that is covered lies.</summary>
    public string FixedPart => Kind != FilterKind.Pattern ? Path : $"/{string.Join('/', Segments.TakeWhile(level => level is not ("+" or "#")))}";

    public bool IsReserved => TopicName.IsReservedName(Path);

    public static TopicFilter Parse(string? text, string parameter = "topic") =>
        TryParse(text, parameter, out var filter, out var error) ? filter! : throw new BrokerException(error!);

    public static bool TryParse(string? text, string parameter, out TopicFilter? filter, out BrokerError? error)
    {
        var exact = text is ['=', ..];
        var path = exact ? text![1..] : text;
        error = TopicGrammar.Check(path, parameter, wildcards: !exact);
        filter = error is null ? new TopicFilter(text!, KindOf(path!, exact), path!) : null;
        return error is null;
    }

    /// <summary>Whether a topic is covered. For replay and notices; live messages are matched by the index.</summary>
    public bool Matches(string topic)
    {
        if (Kind == FilterKind.Exact)
            return topic == Path;
        if (!IsReserved && TopicName.IsReservedName(topic) && (Path.Length == 1 || Segments[0] is "+" or "#"))
            return false;
        return Kind == FilterKind.Subtree ? IsAtOrBelow(topic, Path) : MatchesPattern(topic);
    }

    /// <summary>Whether every topic that another filter covers is covered by this one.</summary>
    public bool Covers(TopicFilter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (CoversRest ? other.Levels < Levels : other.CoversRest || other.Levels != Levels)
            return false;
        for (var i = 0; i < Levels; i++)
        {
            if (Segments[i] != other.Segments[i] && (Segments[i] != "+" || IsReservedAt(i, other.Segments[i])))
                return false;
        }

        return Levels > 0 || !other.IsReserved;
    }

    /// <summary>Whether some topic may be covered by both.</summary>
    public bool Overlaps(TopicFilter other)
    {
        var common = Math.Min(Levels, other.Levels);
        for (var i = 0; i < common; i++)
        {
            var (one, another) = (Segments[i], other.Segments[i]);
            if (one != another && !(one == "+" && !IsReservedAt(i, another)) && !(another == "+" && !IsReservedAt(i, one)))
                return false;
        }

        return (Levels == other.Levels || (Levels == common ? this : other).CoversRest)
            && !(common == 0 && (IsReserved || other.IsReserved));
    }

    public bool Equals(TopicFilter? other) => other?.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    internal static bool IsAtOrBelow(string topic, string ancestor) =>
        ancestor.Length == 1
        || (topic.StartsWith(ancestor, StringComparison.Ordinal) && (topic.Length == ancestor.Length || topic[ancestor.Length] == '/'));

    private static FilterKind KindOf(string path, bool exact) =>
        exact ? FilterKind.Exact : path.AsSpan().ContainsAny('+', '#') ? FilterKind.Pattern : FilterKind.Subtree;

    // The levels that a topic must have, without a final '#'.
    private int Levels => Segments is [.., "#"] ? Segments.Count - 1 : Segments.Count;

    private bool CoversRest => Kind == FilterKind.Subtree || Segments is [.., "#"];

    // A leading wildcard leaves out the broker's own topics.
    private static bool IsReservedAt(int level, string segment) => level == 0 && segment[0] == '$';

    private bool MatchesPattern(string topic)
    {
        var rest = topic.Length == 1 ? [] : topic.AsSpan(1);
        foreach (var segment in Segments)
        {
            if (segment == "#")
                return true;
            if (rest.IsEmpty)
                return false;
            var slash = rest.IndexOf('/');
            var level = slash < 0 ? rest : rest[..slash];
            if (segment != "+" && !level.SequenceEqual(segment))
                return false;
            rest = slash < 0 ? [] : rest[(slash + 1)..];
        }

        return rest.IsEmpty;
    }
}
