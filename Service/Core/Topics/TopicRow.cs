namespace WcfBroker.Core.Topics;

/// <summary>All that is known of a topic, but for its subscriptions. There may be a million of them, so other topics are named by index.</summary>
internal struct TopicRow
{
    /// <summary>For <see cref="LastBelow"/>: nothing is retained at or below the topic.</summary>
    public const int NoneBelow = -1;

    /// <summary>The newest sequence; negative when that message is not retained.</summary>
    public long Sequence;

    public long MessageCount;

    /// <summary>The topic above; -1 for the root.</summary>
    public int Parent;

    /// <summary>The newest subtopic; 0 if there is none.</summary>
    public int LastChild;

    /// <summary>The next subtopic of the same parent in order of creation; after the last comes the first.</summary>
    public int Next;

    /// <summary>One more than the topic at or below with the newest retained message; 0 if it is to be found again.</summary>
    public int LastBelow;

    /// <summary>The place of the name's last level.</summary>
    public uint Level;

    /// <summary>The place of its policy.</summary>
    public ushort Policy;

    /// <summary>Whether the store has the retained message.</summary>
    public bool IsRetainedStored;
}
