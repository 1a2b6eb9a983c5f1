using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Deliveries;

/// <summary>
/// What goes out before the rest of an outbox: the notices that stood among dropped messages, and one gap for each run of
/// drops. Notices of a kind grow together, so that a subscriber who never reads costs no more with time.
/// </summary>
internal sealed class OutboxFront
{
    private readonly List<OutboxItem> _items = [];
    private readonly Dictionary<(OutboxItemKind, Subscription?), int> _places = [];

    public int Count => _items.Count;

    public void Add(in OutboxItem item)
    {
        if (_places.TryAdd((item.Kind, item.Subscription), _items.Count))
        {
            _items.Add(item);
            return;
        }

        var place = _places[(item.Kind, item.Subscription)];
        _items[place] = Join(_items[place], item);
    }

    public void MoveTo(List<OutboxItem> to)
    {
        to.AddRange(_items);
        Clear();
    }

    public void Clear()
    {
        _items.Clear();
        _places.Clear();
    }

    private static OutboxItem Join(in OutboxItem old, in OutboxItem item) => old with
    {
        From = Math.Min(old.From, item.From),
        To = Math.Max(old.To, item.To),
        Count = old.Count == 0 || item.Count == 0 ? 0 : old.Count + item.Count,
    };
}
