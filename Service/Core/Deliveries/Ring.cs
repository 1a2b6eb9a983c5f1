namespace WcfBroker.Core.Deliveries;

/// <summary>A queue whose items can be changed in place by a position that stays good while the item is queued.</summary>
internal sealed class Ring<T>
{
    private const int CapacityMin = 8;
    private const int CapacityKept = 64;
    private T[] _items = [];
    private long _head;
    private int _peak;

    public int Count { get; private set; }

    /// <summary>The position of the oldest item.</summary>
    public long Head => _head;

    public ref T this[long position] => ref _items[position & (_items.Length - 1)];

    /// <summary>Adds an item and returns its position.</summary>
    public long Add(in T item)
    {
        if (Count == _items.Length)
            Resize(Math.Max(CapacityMin, _items.Length * 2));
        var position = _head + Count++;
        _peak = Math.Max(_peak, Count);
        this[position] = item;
        return position;
    }

    public T Take()
    {
        var item = this[_head];
        this[_head++] = default!;
        if (--Count == 0)
            Shrink();
        return item;
    }

    public void Clear()
    {
        _head += Count;
        Count = 0;
        _items = [];
    }

    // Room that was not needed since the queue was empty last is given back; bursts of a size find theirs.
    private void Shrink()
    {
        if (_items.Length > CapacityKept && _peak < _items.Length / 4)
            _items = [];
        _peak = 0;
    }

    private void Resize(int capacity)
    {
        var grown = new T[capacity];
        for (var position = _head; position < _head + Count; position++)
            grown[position & (capacity - 1)] = this[position];
        _items = grown;
    }
}
