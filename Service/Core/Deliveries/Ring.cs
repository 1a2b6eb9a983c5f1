namespace WcfBroker.Core.Deliveries;

/// <summary>A queue whose items can be changed in place by a position that stays good while the item is queued.</summary>
internal sealed class Ring<T>
{
    private const int CapacityMin = 8;
    private const int CapacityKept = 64;
    private const int QuietMax = 64;
    private T[] _items = [];
    private long _head;
    private int _peak;
    private int _quiet;

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
            GiveBack();
        return item;
    }

    public void Clear()
    {
        _head += Count;
        Count = 0;
        _items = [];
    }

    // A busy queue keeps its memory; one that has needed far less many times over gives it back.
    private void GiveBack()
    {
        _quiet = _peak < _items.Length / 4 ? _quiet + 1 : 0;
        _peak = 0;
        if (_quiet < QuietMax || _items.Length <= CapacityKept)
            return;
        _items = [];
        _quiet = 0;
    }

    private void Resize(int capacity)
    {
        var grown = new T[capacity];
        for (var position = _head; position < _head + Count; position++)
            grown[position & (capacity - 1)] = this[position];
        _items = grown;
    }
}
