using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Tests.Model;

/// <summary>Rule S14 with plain lists.</summary>
internal sealed class ReferenceOutbox(BrokerLimits limits)
{
    private const int TopicNoticesMax = 16;
    private readonly List<Entry> _front = [];
    private List<Entry> _items = [];
    private bool _wantsRefill;

    public bool IsClosed { get; private set; }

    public int Count => _front.Count + _items.Count;

    public int Messages => _items.Count(entry => entry.Item.IsMessage);

    public long Bytes => _items.Sum(entry => entry.Bytes);

    public void Add(ReferenceItem item, int bytes, SlowPolicy policy, DateTime? expires)
    {
        var entry = new Entry(item, bytes, policy, expires);
        if (IsClosed)
            return;
        if (!item.IsMessage)
            AddNotice(entry);
        else if (!Replaces(entry))
            AddMessage(entry);
    }

    public void WantRefill() => _wantsRefill = true;

    public (List<ReferenceItem> Items, int Room) Drain(int itemsMax, long bytesMax, DateTime now)
    {
        var items = _front.Select(entry => entry.Item).ToList();
        _front.Clear();
        for (; itemsMax > 0 && bytesMax > 0 && _items.Count > 0; itemsMax--)
        {
            if (!(_items[0].Expires <= now))
                items.Add(_items[0].Item);
            bytesMax -= _items[0].Bytes;
            _items.RemoveAt(0);
        }

        var room = _wantsRefill && Messages <= limits.OutboxMessagesMax / 4 && Bytes <= limits.OutboxBytesMax / 4;
        _wantsRefill &= !room;
        return (items, room ? limits.OutboxMessagesMax / 2 : 0);
    }

    private void AddNotice(Entry entry)
    {
        var sameNotice = _items.FindLastIndex(other => Same(other.Item, entry.Item));
        if (entry.Item.Kind != OutboxItemKind.Gap && sameNotice >= 0
            && _items.Count(other => other.Item.Kind is OutboxItemKind.TopicsCreated or OutboxItemKind.TopicList) >= TopicNoticesMax)
            _items[sameNotice] = _items[sameNotice] with { Item = _items[sameNotice].Item with { To = entry.Item.To } };
        else if (_items.Count - Messages + _front.Count >= limits.OutboxNoticesMax)
            Close();
        else
            _items.Add(entry);
    }

    private bool Replaces(Entry entry)
    {
        var place = _items.FindIndex(other => other.Item.Subscription == entry.Item.Subscription && other.Item.Topic == entry.Item.Topic
            && other.Item.Kind != OutboxItemKind.Request);
        if (entry.Policy != SlowPolicy.LatestPerTopic || entry.Item.Kind == OutboxItemKind.Request || place < 0)
            return false;
        _items[place] = entry;
        while (Messages > 1 && Bytes > limits.OutboxBytesMax)
            DropOldest();
        return true;
    }

    private void AddMessage(Entry entry)
    {
        while (Messages > 0 && (Messages == limits.OutboxMessagesMax || Bytes + entry.Bytes > limits.OutboxBytesMax))
            DropOldest();
        if (!IsClosed)
            _items.Add(entry);
    }

    private void DropOldest()
    {
        var oldest = _items[0];
        _items.RemoveAt(0);
        if (!oldest.Item.IsMessage)
            AddToFront(oldest);
        else if (oldest.Policy == SlowPolicy.Disconnect)
            Close();
        else if (oldest.Item.Kind != OutboxItemKind.Request)
            AddToFront(new Entry(Gap(oldest.Item), 0, default, null));
    }

    private void AddToFront(Entry entry)
    {
        var place = _front.FindIndex(other => Same(other.Item, entry.Item));
        if (place < 0)
        {
            _front.Add(entry);
            return;
        }

        var old = _front[place].Item;
        _front[place] = entry with
        {
            Item = old with { From = Math.Min(old.From, entry.Item.From), To = Math.Max(old.To, entry.Item.To) },
        };
    }

    private void Close()
    {
        IsClosed = true;
        _items = [];
        _front.Clear();
    }

    private static bool Same(ReferenceItem one, ReferenceItem other) => one.Kind == other.Kind && one.Subscription == other.Subscription;

    private static ReferenceItem Gap(ReferenceItem lost) =>
        new(OutboxItemKind.Gap, lost.Subscription, null, 0, lost.Sequence, lost.Sequence);

    private readonly record struct Entry(ReferenceItem Item, int Bytes, SlowPolicy Policy, DateTime? Expires);
}
