using WcfBroker.Core.Policies;

namespace WcfBroker.Core.Topics;

/// <summary>
/// One topic: a view of its row in the log, made when it is needed, so there may be several of the same topic. Only the loop
/// changes it; name, parent, index and policy never change.
/// </summary>
public sealed class Topic
{
    private readonly TopicLog? _log;
    private string? _name;

    internal Topic(TopicLog log, int index, string? name = null)
    {
        _log = log;
        _name = name;
        Index = index;
    }

    /// <summary>A topic that is not in the tree, for a message that is kept nowhere.</summary>
    internal Topic(TopicName name)
    {
        _name = name.Value;
        Index = -1;
    }

    /// <summary>Put together when it is first asked for: topics share the levels of their names.</summary>
    public TopicName Name => TopicName.Known(_name ??= _log!.NameOf(Index));

    public Topic? Parent => Index > 0 ? _log![Row.Parent] : null;

    /// <summary>The place in order of creation: 0 is the root.</summary>
    public int Index { get; }

    public TopicPolicy Policy => _log is null ? TopicPolicy.Default : _log.PolicyOf(Index);

    internal bool IsReserved
    {
        get
        {
            var top = Index;
            while (top > 0 && _log!.Row(top).Parent > 0)
                top = _log.Row(top).Parent;
            return top > 0 && _log!.Level(top) is [(byte)'$', ..];
        }
    }

    internal long LastSequence => Math.Abs(Row.Sequence);

    /// <summary>The sequence of the retained message, the last one published to exactly this topic; 0 if there is none.</summary>
    internal long RetainedSequence => Math.Max(0, Row.Sequence);

    /// <summary>Whether the store has the retained message; else memory alone has it.</summary>
    internal bool IsRetainedStored
    {
        get => Row.IsRetainedStored;
        set => Row.IsRetainedStored = value;
    }

    /// <summary>The topic at or below this one with the newest retained message, as the original protocol shows it; null if none has any.</summary>
    internal Topic? LastBelow => _log!.LastBelow(Index) is >= 0 and var index ? index == Index ? this : _log[index] : null;

    internal long MessageCount
    {
        get => Row.MessageCount;
        set => Row.MessageCount = value;
    }

    private ref TopicRow Row => ref _log!.Row(Index);

    /// <summary>A message was published, and is retained or clears what was.</summary>
    internal void Take(long sequence, bool retain) => _log!.Take(Index, sequence, retain);

    public override string ToString() => Name.Value;
}
