using System.Text;
using WcfBroker.Core.Policies;

namespace WcfBroker.Core.Topics;

/// <summary>All topics, by name and as a tree. A topic costs the same to find and to add however many there are.</summary>
internal sealed class TopicTree
{
    private const int RestoredAtOnce = 256;
    private const int RecentMin = 1 << 4;
    private const int RecentMax = 1 << 15;
    private readonly TopicTable _byName;

    // What was looked for lately, each where the hash of its name says: most publishes are to few topics.
    private Topic?[] _recent = new Topic?[RecentMin];

    public TopicTree(TopicPolicies policies)
    {
        Log = new TopicLog(policies);
        _byName = new TopicTable(Log);
        Log.Append(-1, TopicName.Root.Value);
        _byName.Add([TopicTable.Hash(TopicName.Root.Value)]);
    }

    public Topic Root => Log[0];

    /// <summary>Topics in order of creation, readable by any thread up to a count it was given.</summary>
    public TopicLog Log { get; }

    /// <summary>How many topics there are, the root among them.</summary>
    public int Count => Log.Count;

    public Topic? Find(string name)
    {
        var hash = TopicTable.Hash(name);
        if (_recent[hash & (_recent.Length - 1)] is { } recent && recent.Name.Value == name)
            return recent;
        return _byName.Find(name, hash) is >= 0 and var index ? Remember(new Topic(Log, index, name), hash) : null;
    }

    /// <summary>How many topics would come to exist with these: themselves and their ancestors.</summary>
    public int Missing(IEnumerable<TopicName> names)
    {
        HashSet<string>? missing = null;
        foreach (var name in names)
        {
            if (Find(name.Value) is not null)
                continue;
            missing ??= new(StringComparer.Ordinal);
            for (var path = name.Value; _byName.Find(path) < 0 && missing.Add(path);)
                path = ParentOf(path).ToString();
        }

        return missing?.Count ?? 0;
    }

    public Topic GetOrAdd(TopicName name) => Find(name.Value) ?? Log[IndexOf(name.Value)];

    /// <summary>The topics at and below a topic, parents first, beginning after one of them (null: at the first).</summary>
    public IEnumerable<Topic> Walk(Topic top, Topic? after)
    {
        for (var index = after is null ? top.Index : Next(after.Index, top.Index); index >= 0; index = Next(index, top.Index))
            yield return Log[index];
    }

    /// <summary>The topics directly below a topic in order of creation, beginning after one of them (null: at the first).</summary>
    public IEnumerable<Topic> Children(Topic top, Topic? after)
    {
        for (var index = after is null ? Log.FirstChild(top.Index) : Log.Next(after.Index); index > 0; index = Log.Next(index))
            yield return Log[index];
    }

    /// <summary>Makes room for so many topics at once.</summary>
    public void Reserve(int topics) => _byName.Reserve(topics);

    /// <summary>
    /// Takes over topics from a store, where they stand in order of creation: each name is followed by a line end.
    /// <paramref name="retained"/> are the sequences of all topics' retained messages.
    /// </summary>
    /// <returns>False if a topic comes before its parent, a name cannot be one, or there are more topics than sequences.</returns>
    public bool TryRestore(ReadOnlySpan<char> names, ReadOnlySpan<long> retained)
    {
        Span<uint> hashes = stackalloc uint[RestoredAtOnce];
        var created = 0;
        var parent = 0;
        var parentPath = TopicName.Root.Value.AsSpan();
        for (var end = names.IndexOf('\n'); end >= 0; names = names[(end + 1)..], end = names.IndexOf('\n'))
        {
            var path = names[..end];
            var above = ParentOf(path);
            if (created == hashes.Length || !above.SequenceEqual(parentPath))
            {
                _byName.Add(hashes[..created]);
                created = 0;
                parent = _byName.Find(above);
                parentPath = above;
            }

            if (path is "/" && Count == 1)
            {
                Restore(0, retained);
                continue;
            }

            if (parent < 0 || path is not ['/', .., not '/'] || Encoding.UTF8.GetByteCount(path) > BrokerLimits.TopicBytesMax || Count == retained.Length)
                return false;
            Restore(Log.Append(parent, path), retained);
            hashes[created++] = TopicTable.Hash(path);
        }

        _byName.Add(hashes[..created]);
        return true;
    }

    private void Restore(int index, ReadOnlySpan<long> retained)
    {
        ref var row = ref Log.Row(index);
        row.Sequence = retained[index];
        row.IsRetainedStored = retained[index] > 0;
    }

    private Topic Remember(Topic topic, uint hash)
    {
        // With four places a topic, few stand in each other's.
        if (_recent.Length < RecentMax && _recent.Length < 4 * Count)
            _recent = new Topic?[_recent.Length * 2];
        return _recent[hash & (_recent.Length - 1)] = topic;
    }

    // The first below, else the next beside, else the next beside one of those above.
    private int Next(int index, int top)
    {
        if (Log.FirstChild(index) is > 0 and var child)
            return child;
        for (; index != top; index = Log.Row(index).Parent)
        {
            if (Log.Next(index) is > 0 and var next)
                return next;
        }

        return -1;
    }

    private static ReadOnlySpan<char> ParentOf(ReadOnlySpan<char> path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";

    private int IndexOf(ReadOnlySpan<char> path)
    {
        if (_byName.Find(path) is >= 0 and var found)
            return found;
        var index = Log.Append(IndexOf(ParentOf(path)), path);
        _byName.Add([TopicTable.Hash(path)]);
        return index;
    }
}
