using System.Runtime.InteropServices;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Deliveries;

/// <summary>
/// What goes out before the rest of an outbox: the notices that stood among dropped messages, and one gap for each run of
/// drops. Notices of a kind grow together, so that a subscriber who never reads costs no more with time.
/// </summary>
internal sealed class OutboxFront
{
    private readonly List<(OutboxItem First, long From, long To, long Count)> _items = [];
    private readonly Dictionary<(OutboxItemKind, Subscription?), int> _places = [];

    public int Count => _items.Count;

    /// <summary>Adds a notice that would otherwise be dropped.</summary>
    public void Add(in OutboxItem notice) => Add(notice, notice.From, notice.To, notice.Count);

    /// <summary>Adds that a message of a subscription was dropped.</summary>
    public void AddGap(Subscription subscription, long sequence) =>
        Add(new(OutboxItemKind.Gap, subscription), sequence, sequence, 1);

    public void MoveTo(List<OutboxItem> to)
    {
        foreach (var (first, from, upTo, count) in _items)
            to.Add(from == 0 ? first : first with { Extent = new(from, upTo, count) });
        Clear();
    }

    public void Clear()
    {
        _items.Clear();
        _places.Clear();
    }

    private void Add(in OutboxItem notice, long from, long to, long count)
    {
        if (_places.TryAdd((notice.Kind, notice.Subscription), _items.Count))
        {
            _items.Add((notice, from, to, count));
            return;
        }

        ref var place = ref CollectionsMarshal.AsSpan(_items)[_places[(notice.Kind, notice.Subscription)]];
        (place.From, place.To) = (Math.Min(place.From, from), Math.Max(place.To, to));
        place.Count = place.Count == 0 || count == 0 ? 0 : place.Count + count;
    }
}
