using System.Threading.Channels;

namespace WcfBroker.Client.Subscriptions;

/// <summary>
/// The bounded buffer between the callback thread and the consumer. A full buffer blocks the callback thread: the client
/// stops reading from its socket, and the broker's rule for slow subscribers applies.
/// </summary>
internal sealed class DeliveryBuffer(int deliveriesMax, long bytesMax)
{
    private readonly object _gate = new();
    private readonly Channel<BufferedItem> _items = Channel.CreateBounded<BufferedItem>(deliveriesMax);
    private long _bytes;
    private int _count;
    private int _epoch;
    private bool _closed;

    /// <summary>Begins a new session's epoch: adds of the one before it return at once and add nothing.</summary>
    public int NextEpoch()
    {
        lock (_gate)
        {
            _epoch++;
            Monitor.PulseAll(_gate);
            return _epoch;
        }
    }

    /// <summary>Adds an item, once there is room for it; drops it when its epoch is over or the buffer is closed.</summary>
    /// <param name="epoch">The epoch of the session that it came from.</param>
    /// <param name="item">The item.</param>
    /// <param name="accept">Asked last, in order, whether the item is wanted.</param>
    public void Add(int epoch, BufferedItem item, Func<BufferedItem, bool> accept)
    {
        lock (_gate)
        {
            while (IsCurrent(epoch) && !HasRoom(item.Bytes))
            {
                Monitor.Wait(_gate);
            }

            if (IsCurrent(epoch) && accept(item))
            {
                Write(item);
            }
        }
    }

    public bool TryTake(out BufferedItem item)
    {
        if (!_items.Reader.TryRead(out item))
        {
            return false;
        }

        lock (_gate)
        {
            _count--;
            _bytes -= item.Bytes;
            Monitor.PulseAll(_gate);
        }

        return true;
    }

    /// <summary>True when there is something to take; false when there never will be again.</summary>
    /// <exception cref="Exception">What the buffer was closed with.</exception>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _items.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes no more items. What it holds can still be taken.</summary>
    public void Close(Exception? error)
    {
        lock (_gate)
        {
            _closed = true;
            _items.Writer.TryComplete(error);
            Monitor.PulseAll(_gate);
        }
    }

    private bool IsCurrent(int epoch) => !_closed && epoch == _epoch;

    private bool HasRoom(long bytes) => _count == 0 || (_count < deliveriesMax && _bytes + bytes <= bytesMax);

    private void Write(BufferedItem item)
    {
        _count++;
        _bytes += item.Bytes;
        _items.Writer.TryWrite(item);
    }
}
