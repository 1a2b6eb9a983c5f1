using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Mapping;

namespace WcfBroker.Server.Inspection;

/// <summary>Looks for the messages of one topic in the log, piece by piece, and no further than its limits.</summary>
internal sealed class LogWindow(IStore store, TopicLog topics, TopicName topic)
{
    private const int PieceMessages = 1_000;
    private const long PieceBytesMax = 4L << 20;
    private const long WindowBytesMax = 4L << 20;
    private const int LookedMessagesMax = 50_000;

    private readonly Dictionary<int, bool> _wanted = [];

    /// <summary>The first messages at or after a sequence.</summary>
    public MessageWindow ReadForward(long from, long head, int count)
    {
        var found = new List<Delivery>();
        var (next, bytes) = (Math.Max(1, from), 0L);
        for (var end = next + LookedMessagesMax; next < end && next <= head && found.Count < count && bytes < WindowBytesMax;)
        {
            var page = store.Read(next, PieceMessages, PieceBytesMax);
            var taken = page.Messages.Where(IsWanted).Take(count - found.Count).ToList();
            found.AddRange(taken.Select(ToDelivery));
            bytes += taken.Sum(message => (long)message.Content.Bytes);
            next = found.Count == count ? taken[^1].Sequence + 1 : page.Next <= next ? head + 1 : page.Next;
        }

        return new MessageWindow(found, from, Math.Min(next - 1, head));
    }

    /// <summary>The last messages before a sequence.</summary>
    public MessageWindow ReadBackward(long before, long first, int count)
    {
        var found = new List<Delivery>();
        var (to, bytes) = (before - 1, 0L);
        for (var end = Math.Max(first, before - LookedMessagesMax); to >= end && found.Count < count && bytes < WindowBytesMax;)
        {
            var from = Math.Max(end, to - PieceMessages + 1);
            var (newest, isCut) = Piece(from, to, count - found.Count);
            found.InsertRange(0, newest.Select(ToDelivery));
            bytes += newest.Sum(message => (long)message.Content.Bytes);
            to = isCut ? newest.Peek().Sequence - 1 : from - 1;
        }

        return new MessageWindow(found, to + 1, before - 1);
    }

    // The last of a range, as many as wanted and as fit: the rest of it is cut.
    private (Queue<StoredMessage> Newest, bool IsCut) Piece(long from, long to, int count)
    {
        var (newest, bytes, isCut) = (new Queue<StoredMessage>(), 0L, false);
        while (from <= to)
        {
            var page = store.Read(from, (int)(to - from + 1), PieceBytesMax);
            foreach (var message in page.Messages.Where(message => message.Sequence <= to && IsWanted(message)))
            {
                newest.Enqueue(message);
                bytes += message.Content.Bytes;
                for (; newest.Count > count || (newest.Count > 1 && bytes > WindowBytesMax); isCut = true)
                    bytes -= newest.Dequeue().Content.Bytes;
            }

            if (page.Next <= from)
                break;
            from = page.Next;
        }

        return (newest, isCut);
    }

    private bool IsWanted(StoredMessage message)
    {
        if (!_wanted.TryGetValue(message.TopicId, out var wanted))
            _wanted[message.TopicId] = wanted = topics[message.TopicId].Name == topic;
        return wanted;
    }

    private Delivery ToDelivery(StoredMessage message) => MessageMapping.ToDelivery(
        new PublishedMessage(topics[message.TopicId], message.Sequence, message.PublishedUtc, message.Publisher, message.Content));
}
