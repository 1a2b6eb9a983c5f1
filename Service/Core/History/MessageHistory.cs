using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.History;

/// <summary>
/// The newest messages in order, bounded in number and bytes. A sequence is a place: nothing stands at those of messages
/// that are gone.
/// </summary>
internal sealed class MessageHistory(BrokerLimits limits)
{
    private readonly Ring<PublishedMessage?> _messages = new();

    /// <summary>What the messages take in memory.</summary>
    public long Bytes { get; private set; }

    public int Count => _messages.Count;

    /// <summary>The oldest sequence that has a place; one past the newest if none has.</summary>
    public long First { get; private set; } = 1;

    /// <summary>One past the newest sequence.</summary>
    public long Next => First + Count;

    /// <summary>When the newest message no longer kept was published; null if all are.</summary>
    public DateTime? ForgottenUtc { get; private set; }

    /// <summary>The message of a sequence; null if it is gone.</summary>
    public PublishedMessage? this[long sequence] => Place(sequence);

    /// <summary>A message; null if it is not in memory.</summary>
    public PublishedMessage? Find(long sequence) => sequence >= First && sequence < Next ? this[sequence] : null;

    /// <summary>Begins, before any message was added, after what is kept elsewhere or gone.</summary>
    public void StartAt(long first, DateTime? forgottenUtc) => (First, ForgottenUtc) = (first, forgottenUtc);

    public void Add(PublishedMessage message)
    {
        _messages.Add(message);
        Bytes += message.Content.Bytes;
        while (_messages.Count > limits.HistoryMessagesMax || Bytes > limits.HistoryBytesMax)
            Forget();
    }

    /// <summary>Forgets the messages of a range, but for those that their topics retain.</summary>
    public void Drop(SequenceRange range)
    {
        for (var sequence = Math.Max(range.From, First); sequence <= range.To && sequence < Next; sequence++)
        {
            ref var message = ref Place(sequence);
            if (message is null || message.Topic.RetainedSequence == sequence)
                continue;
            Bytes -= message.Content.Bytes;
            message = null;
        }
    }

    /// <summary>The sequence of the first message kept that was published at or after a time.</summary>
    public long FirstAt(DateTime time)
    {
        var (low, high) = (First, Next);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var oldest = OldestFrom(middle, high);
            if (oldest < high && Place(oldest)!.PublishedUtc < time)
                low = oldest + 1;
            else
                high = middle;
        }

        return low;
    }

    private ref PublishedMessage? Place(long sequence) => ref _messages[_messages.Head + (sequence - First)];

    // The first place at or after one that is not empty, or the end.
    private long OldestFrom(long sequence, long end)
    {
        while (sequence < end && Place(sequence) is null)
            sequence++;
        return sequence;
    }

    private void Forget()
    {
        var oldest = _messages.Take();
        First++;
        if (oldest is null)
            return;
        Bytes -= oldest.Content.Bytes;
        ForgottenUtc = oldest.PublishedUtc;
    }
}
