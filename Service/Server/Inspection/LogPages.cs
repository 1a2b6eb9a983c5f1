using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Mapping;

namespace WcfBroker.Server.Inspection;

/// <summary>Looks for the messages of a filter in the log, piece by piece, and no further than its limits.</summary>
internal sealed class LogPages(IStore store, TopicLog topics, TopicFilter filter, DateTime nowUtc)
{
    private const long PageBytesMax = 4L << 20;
    private const int LookedMessagesMax = 50_000;

    private readonly Dictionary<int, bool> _wanted = [];

    /// <summary>The first messages at or after a sequence and up to another.</summary>
    public LogPage Read(long from, long head, int count)
    {
        var (found, clearing, bytes) = (new List<Delivery>(), new List<long>(), 0L);
        for (var end = from + LookedMessagesMax; from < end && from <= head && found.Count < count && bytes < PageBytesMax;)
        {
            var page = store.Read(from, count - found.Count, PageBytesMax - bytes);
            foreach (var message in page.Messages.Where(IsWanted))
            {
                bytes += message.Content.Bytes;
                found.Add(ToDelivery(message));
                if (message.Content.ClearRetained)
                    clearing.Add(message.Sequence);
            }

            from = page.Next <= from ? head + 1 : page.Next;
        }

        return new LogPage { Messages = [.. found], Next = from <= head ? from : null, HeadSequence = head, Clearing = clearing is [] ? null : [.. clearing] };
    }

    private bool IsWanted(StoredMessage message)
    {
        if (message.Content.TimeToLive is { } life && nowUtc - message.PublishedUtc >= life)
            return false;
        if (!_wanted.TryGetValue(message.TopicId, out var wanted))
            _wanted[message.TopicId] = wanted = filter.Matches(topics[message.TopicId].Name.Value);
        return wanted;
    }

    private Delivery ToDelivery(StoredMessage message) => MessageMapping.ToDelivery(
        new PublishedMessage(topics[message.TopicId], message.Sequence, message.PublishedUtc, message.Publisher, message.Content));
}
