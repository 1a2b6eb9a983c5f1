using WcfBroker.Contracts.Topics;

namespace WcfBroker.Dashboard.Topics;

/// <summary>A topic as the tree shows it, with what was loaded below it.</summary>
internal sealed class TopicNode(TopicInfo info, int depth)
{
    private DateTime _atUtc;

    public TopicInfo Info { get; private set; } = info;

    public string Name => Info.Name;

    /// <summary>How many levels it stands below the top of the tree; lists have no levels.</summary>
    public int Depth { get; } = depth;

    public bool IsOpen { get; set; }

    /// <summary>Whether it has subtopics; taken to be so until it was looked at.</summary>
    public bool HasSubtopics { get; set; } = true;

    /// <summary>The subtopics loaded so far, in order of creation.</summary>
    public List<TopicNode> Children { get; } = [];

    /// <summary>Where the next page of them begins after; null if all are loaded.</summary>
    public string? Next { get; set; }

    /// <summary>Messages a second, as of the last two looks.</summary>
    public double Rate { get; private set; }

    /// <summary>The beginning of its last message.</summary>
    public string Preview { get; set; } = "";

    /// <summary>Which message that is the beginning of; -1 before the first look.</summary>
    public long PreviewSequence { get; set; } = -1;

    public void Update(TopicInfo info, DateTime atUtc)
    {
        if (_atUtc != default && atUtc > _atUtc)
            Rate = Math.Max(0, info.MessageCount - Info.MessageCount) / (atUtc - _atUtc).TotalSeconds;
        (Info, _atUtc) = (info, atUtc);
    }
}
