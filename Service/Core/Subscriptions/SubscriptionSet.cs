using System.Runtime.InteropServices;

namespace WcfBroker.Core.Subscriptions;

/// <summary>A bag of subscriptions: empty ones take a null, adding and removing cost the same at any size.</summary>
internal struct SubscriptionSet
{
    private List<Subscription>? _items;

    public readonly int Count => _items?.Count ?? 0;

    public readonly ReadOnlySpan<Subscription> Items => CollectionsMarshal.AsSpan(_items);

    public void Add(Subscription subscription)
    {
        _items ??= new List<Subscription>(1);
        subscription.Slot = _items.Count;
        _items.Add(subscription);
    }

    public void Remove(Subscription subscription)
    {
        var last = _items![^1];
        _items[subscription.Slot] = last;
        last.Slot = subscription.Slot;
        _items.RemoveAt(_items.Count - 1);
        if (_items.Count == 0)
            _items = null;
    }
}
