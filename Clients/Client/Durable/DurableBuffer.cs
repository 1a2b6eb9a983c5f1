using System.Threading.Channels;

namespace WcfBroker.Client.Durable;

/// <summary>
/// What the broker has sent and the consumer has not yet taken. It never blocks the callback thread, since the answers to
/// acknowledgements come over the same session. It need not: the broker sends no more than the credit, so when it is full its
/// oldest deliveries have lost their lease, and come again.
/// </summary>
internal sealed class DurableBuffer(int itemsMax)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<DurableItem> _items = new();
    private readonly Channel<bool> _filled = Channel.CreateBounded<bool>(1);
    private bool _closed;

    public void Add(DurableItem item)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            DropLost();
            if (_items.Count >= itemsMax)
            {
                _items.Remove(OldestDelivery() ?? _items.First!);
            }

            _items.AddLast(item);
        }

        _filled.Writer.TryWrite(true);
    }

    /// <summary>Waits for the next item that is not lost; null when there never will be one again.</summary>
    /// <exception cref="Exception">What the buffer was closed with.</exception>
    public async ValueTask<DurableItem?> TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            if (TryTake() is { } item)
            {
                return item;
            }

            if (!await _filled.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            _filled.Reader.TryRead(out _);
        }
    }

    /// <summary>Takes no more items, and drops those that it holds: they come again, here or elsewhere.</summary>
    public void Close(Exception? error)
    {
        lock (_gate)
        {
            _closed = true;
            _items.Clear();
        }

        _filled.Writer.TryComplete(error);
    }

    private DurableItem? TryTake()
    {
        lock (_gate)
        {
            DropLost();
            if (_items.First is not { } first)
            {
                return null;
            }

            _items.RemoveFirst();
            return first.Value;
        }
    }

    /// <summary>Lost deliveries are the oldest ones: looks no further than to the first that is not lost.</summary>
    private void DropLost()
    {
        while (OldestDelivery() is { Value.Delivery.IsLost: true } lost)
        {
            _items.Remove(lost);
        }
    }

    /// <summary>Past notices, of which there are few.</summary>
    private LinkedListNode<DurableItem>? OldestDelivery()
    {
        var node = _items.First;
        while (node is { Value.Delivery: null })
        {
            node = node.Next;
        }

        return node;
    }
}
