using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;

namespace WcfBroker.Server.Inspection;

/// <summary>Looks in the log for the messages that a durable subscription covers, no further than its limits.</summary>
internal sealed class LogSearch(IStore store, TopicLog topics, DurableSummary subscription)
{
    public const int FoundMessagesMax = 10_000;
    public const int LookedMessagesMax = 1_000_000;

    private const int PieceMessages = 1_000;
    private const long PieceBytesMax = 4L << 20;

    private readonly Dictionary<int, bool> _covered = [];

    /// <summary>All of them that have not expired.</summary>
    /// <exception cref="BrokerException">There are too many to look at, or too many of them.</exception>
    public List<LogEntry> Find(SequenceRange range, DateTime now)
    {
        var (found, looked) = (new List<LogEntry>(), 0);
        for (var next = range.From; next <= range.To;)
        {
            var page = store.Read(next, PieceMessages, PieceBytesMax);
            looked += page.Messages.Count;
            found.AddRange(page.Messages
                .Where(message => message.Sequence <= range.To && IsCovered(message.TopicId) && !IsExpired(message, now))
                .Select(message => new LogEntry(message.Sequence, message.TopicId, message.PublishedUtc)));
            Limit("The range has too many messages of the subscription.", FoundMessagesMax, found.Count);
            Limit("The range has too many messages to look at.", LookedMessagesMax, looked);
            if (page.Next <= next)
                break;
            next = page.Next;
        }

        return found;
    }

    private static void Limit(string message, int max, int count)
    {
        if (count > max)
            throw new BrokerException(BrokerError.PastLimit(message, "range", max, count, "messages"));
    }

    private static bool IsExpired(StoredMessage message, DateTime now) => message.Content.TimeToLive is { } life && now - message.PublishedUtc >= life;

    private bool IsCovered(int topicId)
    {
        if (!_covered.TryGetValue(topicId, out var covered))
            _covered[topicId] = covered = subscription.Covers(topics[topicId].Name.Value);
        return covered;
    }
}
