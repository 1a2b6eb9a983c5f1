using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>What a subscription is still to be sent before it is live: the last messages of topics, then kept messages.</summary>
internal sealed class Backlog(IEnumerator<Topic>? topics, long cursor)
{
    /// <summary>The topics whose last messages are still to be looked at; null when all are. A walk, so that a million topics cost nothing at once.</summary>
    public IEnumerator<Topic>? Topics { get; set; } = topics;

    /// <summary>How many topics were looked at.</summary>
    public int Looked { get; set; }

    /// <summary>Topics whose last messages are to be read before they are sent, in order.</summary>
    public Queue<Topic> Waiting { get; } = [];

    /// <summary>The next kept message to look at.</summary>
    public long Cursor { get; set; } = cursor;

    /// <summary>Where memory begins, and with it messages that no store has: what is being read from the log ends before.</summary>
    public long ReadTo { get; set; }
}
