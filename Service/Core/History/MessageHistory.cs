using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;

namespace WcfBroker.Core.History;

/// <summary>The newest messages in order, bounded in number and bytes; without gaps, so a sequence is a place.</summary>
internal sealed class MessageHistory(BrokerLimits limits)
{
    private readonly Ring<PublishedMessage> _messages = new();
    private long _bytes;

    /// <summary>The sequence of the oldest message kept; one past the newest if none is.</summary>
    public long First { get; private set; } = 1;

    /// <summary>One past the newest sequence.</summary>
    public long Next => First + _messages.Count;

    /// <summary>When the newest message no longer kept was published; null if all are.</summary>
    public DateTime? ForgottenUtc { get; private set; }

    public PublishedMessage this[long sequence] => _messages[_messages.Head + (sequence - First)];

    /// <summary>A message; null if it is not in memory.</summary>
    public PublishedMessage? Find(long sequence) => sequence >= First && sequence < Next ? this[sequence] : null;

    /// <summary>Begins an empty history after what is kept elsewhere.</summary>
    public void StartAt(long first, DateTime? forgottenUtc)
    {
        _messages.Clear();
        _bytes = 0;
        First = first;
        ForgottenUtc = forgottenUtc;
    }

    /// <summary>Older messages than those in memory are kept elsewhere or gone; the newest of them was published before this time.</summary>
    public void Forgot(DateTime beforeUtc) => ForgottenUtc = beforeUtc;

    public void Add(PublishedMessage message)
    {
        _messages.Add(message);
        _bytes += message.Content.Bytes;
        while (_messages.Count > limits.HistoryMessagesMax || _bytes > limits.HistoryBytesMax)
            Forget();
    }

    /// <summary>The sequence of the first message kept that was published at or after a time.</summary>
    public long FirstAt(DateTime time)
    {
        var (low, high) = (First, Next);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (this[middle].PublishedUtc < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Forget()
    {
        var oldest = _messages.Take();
        _bytes -= oldest.Content.Bytes;
        ForgottenUtc = oldest.PublishedUtc;
        First++;
    }
}
