using System.Collections.Immutable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Topics;

/// <summary>One topic of the tree. Only the loop changes it; name, parent, index and policy never change.</summary>
public sealed class Topic
{
    private static readonly List<Topic> NoChildren = [];
    private List<Topic>? _children;
    private bool _mustFindBelow;

    internal Topic(TopicName name, Topic? parent, int index, TopicPolicy policy)
    {
        Name = name;
        Parent = parent;
        Index = index;
        Policy = policy;
        IsReserved = name.IsReserved;
        if (parent is not null)
        {
            ChildIndex = parent.Children.Count;
            (parent._children ??= []).Add(this);
        }
    }

    public TopicName Name { get; }

    public Topic? Parent { get; }

    /// <summary>The place in order of creation: 0 is the root.</summary>
    public int Index { get; }

    public TopicPolicy Policy { get; }

    internal bool IsReserved { get; }

    /// <summary>The place among the parent's children, so that a walk can go on from any topic.</summary>
    internal int ChildIndex { get; }

    internal List<Topic> Children => _children ?? NoChildren;

    /// <summary>The retained message: the last one published to exactly this topic.</summary>
    internal PublishedMessage? Last { get; set; }

    /// <summary>Whether the store, too, has the retained message.</summary>
    internal bool IsLastStored { get; set; }

    /// <summary>The last message published to this topic or below it, as the original protocol keeps it.</summary>
    internal PublishedMessage? LastBelow
    {
        get
        {
            if (_mustFindBelow)
                LastBelow = Children.Select(child => child.LastBelow).Append(Last).MaxBy(message => message?.Sequence ?? 0);
            return field;
        }

        set
        {
            field = value;
            _mustFindBelow = false;
        }
    }

    internal long LastSequence { get; set; }

    internal long MessageCount { get; set; }

    /// <summary>Subscriptions that name this topic and so cover its subtree.</summary>
    internal SubscriptionSet Subtree;

    /// <summary>Subscriptions to exactly this topic.</summary>
    internal SubscriptionSet Exact;

    /// <summary>Who receives its messages, where the index remembers it.</summary>
    internal ImmutableArray<Subscription> Recipients;

    internal int SubscriptionCount => Subtree.Count + Exact.Count;

    /// <summary>A message is no longer retained: if it was the last below this topic, the one before it is looked for when it is asked for.</summary>
    internal void ForgetBelow(PublishedMessage cleared)
    {
        if (!_mustFindBelow && LastBelow == cleared)
            _mustFindBelow = true;
    }

    public override string ToString() => Name.Value;
}
