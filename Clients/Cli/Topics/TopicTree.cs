using Spectre.Console;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Cli.Topics;

/// <summary>Topics as a tree; levels that are no topics themselves are shown without counts.</summary>
internal sealed class TopicTree
{
    private readonly Tree _tree = new("/");
    private readonly Dictionary<string, TreeNode> _nodes = new(StringComparer.Ordinal);

    public bool IsEmpty => _nodes.Count == 0;

    public Tree Tree => _tree;

    public void Add(TopicInfo topic) => Node(topic.Name, $"  [grey]{Markup.Escape(TopicText.Counts(topic))}[/]");

    private TreeNode Node(string name, string counts)
    {
        if (_nodes.TryGetValue(name, out var node))
        {
            return node;
        }

        var slash = name.LastIndexOf('/');
        var label = $"[aqua]{Markup.Escape(TerminalText.Escape(name[(slash + 1)..]))}[/]{counts}";
        node = slash <= 0 ? _tree.AddNode(label) : Node(name[..slash], "").AddNode(label);
        return _nodes[name] = node;
    }
}
