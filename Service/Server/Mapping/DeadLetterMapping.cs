using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;

namespace WcfBroker.Server.Mapping;

/// <summary>Dead letters, from the store to the contract.</summary>
internal static class DeadLetterMapping
{
    private const long PageBytesMax = 4L << 20;

    /// <summary>A page of the dead letters of a topic. Read one by one, so that large ones are never all in memory.</summary>
    public static DeadLetterPage ToPage(IStore store, int topicId, long after, int count, TopicLog topics)
    {
        var page = new List<DeadLetterInfo>();
        for (var bytes = 0L; store.DeadLetters(topicId, after, 1) is [var letter]; after = letter.Message.Sequence)
        {
            bytes += letter.Message.Content.Bytes;
            if (page.Count == count || (page.Count > 0 && bytes > PageBytesMax))
                return new DeadLetterPage { Letters = [.. page], Next = after };
            page.Add(ToInfo(letter, topics));
        }

        return new DeadLetterPage { Letters = [.. page] };
    }

    private static DeadLetterInfo ToInfo(DeadLetter letter, TopicLog topics) => new()
    {
        Sequence = letter.Message.Sequence,
        DeadUtc = letter.Message.PublishedUtc,
        Reason = letter.Reason,
        Attempts = letter.Attempts,
        FirstAttemptUtc = letter.FirstAttemptUtc,
        LastAttemptUtc = letter.LastAttemptUtc,
        Message = ToDelivery(letter, topics),
    };

    private static Delivery ToDelivery(DeadLetter letter, TopicLog topics) => MessageMapping.ToDelivery(new PublishedMessage(
        topics[letter.OriginalTopicId], letter.OriginalSequence, letter.OriginalPublishedUtc, letter.Message.Publisher, letter.Message.Content));
}
