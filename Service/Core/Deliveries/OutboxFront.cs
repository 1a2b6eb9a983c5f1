using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Deliveries;

/// <summary>
/// What goes out before the rest of an outbox: the notices that stood among dropped messages, and one gap for each run of
/// drops. Notices of a kind grow together, so that a subscriber who never reads costs no more with time.
/// </summary>
internal sealed class OutboxFront
{
    private readonly List<OutboxItem> _items = [];

    public int Count => _items.Count;

    public void Add(in OutboxItem item)
    {
        var at = Find(item.Kind, item.Subscription);
        if (at < 0)
            _items.Add(item);
        else
            _items[at] = Join(_items[at], item);
    }

    public void MoveTo(List<OutboxItem> to)
    {
        to.AddRange(_items);
        _items.Clear();
    }

    public void Clear() => _items.Clear();

    private static OutboxItem Join(in OutboxItem old, in OutboxItem item) => old with
    {
        From = Math.Min(old.From, item.From),
        To = Math.Max(old.To, item.To),
        Count = old.Count == 0 || item.Count == 0 ? 0 : old.Count + item.Count,
    };

    private int Find(OutboxItemKind kind, Subscription? subscription)
    {
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            if (_items[i].Kind == kind && _items[i].Subscription == subscription)
                return i;
        }

        return -1;
    }
}
