using WcfBroker.Core.Policies;

namespace WcfBroker.Core.Topics;

/// <summary>All topics, by name and as a tree. A topic costs the same to find and to add however many there are.</summary>
internal sealed class TopicTree
{
    private readonly TopicPolicies _policies;
    private readonly Dictionary<string, Topic> _byName = new(StringComparer.Ordinal);

    public TopicTree(TopicPolicies policies)
    {
        _policies = policies;
        Root = new Topic(TopicName.Root, null, 0, policies.For(TopicName.Root.Value));
        _byName.Add(Root.Name.Value, Root);
        Log.Append(Root);
    }

    public Topic Root { get; }

    /// <summary>Topics in order of creation, readable by any thread up to a count it was given.</summary>
    public TopicLog Log { get; } = new();

    /// <summary>How many topics there are, the root among them.</summary>
    public int Count => _byName.Count;

    public Topic? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>How many topics would come to exist with these: themselves and their ancestors.</summary>
    public int Missing(IEnumerable<TopicName> names)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            for (var path = name.Value; !_byName.ContainsKey(path) && missing.Add(path);)
                path = ParentOf(path);
        }

        return missing.Count;
    }

    public Topic GetOrAdd(TopicName name) => Find(name.Value) ?? Add(name.Value);

    /// <summary>The topics at and below a topic, parents first, beginning after one of them (null: at the first).</summary>
    public static IEnumerable<Topic> Walk(Topic top, Topic? after)
    {
        for (var topic = after is null ? top : Next(after, top); topic is not null; topic = Next(topic, top))
            yield return topic;
    }

    private static Topic? Next(Topic topic, Topic top)
    {
        if (topic.Children.Count > 0)
            return topic.Children[0];
        while (topic != top)
        {
            var siblings = topic.Parent!.Children;
            if (topic.ChildIndex + 1 < siblings.Count)
                return siblings[topic.ChildIndex + 1];
            topic = topic.Parent;
        }

        return null;
    }

    private static string ParentOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";

    private Topic Add(string path)
    {
        var parentPath = ParentOf(path);
        var parent = Find(parentPath) ?? Add(parentPath);
        var topic = new Topic(TopicName.Parse(path), parent, Count, _policies.For(path));
        _byName.Add(path, topic);
        Log.Append(topic);
        return topic;
    }
}
