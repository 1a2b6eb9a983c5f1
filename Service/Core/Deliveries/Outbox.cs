using WcfBroker.Core.Counting;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Deliveries;

/// <summary>
/// What waits to be sent to one session. The loop adds and never waits; the session's writer drains. Bounded in messages
/// and bytes: past a bound the policy of the subscription whose message would be lost decides.
/// </summary>
public sealed class Outbox(BrokerLimits limits)
{
    // So many notices of topics stand for themselves; after that the newest one of the same kind and subscription grows.
    private const int TopicNoticesMax = 16;

    private readonly Lock _lock = new();
    private readonly Ring<OutboxItem> _items = new();

    // Deliveries of durable subscriptions, each with the position in the other ring that it comes before.
    private readonly Ring<(OutboxItem Item, long Before)> _leased = new();
    private readonly Dictionary<(Subscription, int TopicIndex), long> _latest = [];
    private readonly Dictionary<(OutboxItemKind, Subscription?), long> _newestTopics = [];
    private readonly OutboxFront _front = new();
    private readonly OutboxSignal _signal = new();
    private readonly TaskCompletionSource _forgotten = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private int _messages;
    private int _topicNotices;
    private bool _refillWanted;

    /// <summary>Why no more is added; null while the outbox is open.</summary>
    public string? Closed { get; private set; }

    /// <summary>Whether what waited was thrown away on closing.</summary>
    public bool IsForgotten => _forgotten.Task.IsCompleted;

    /// <summary>Ends when what waited was thrown away: a writer that the peer keeps waiting is not to be waited for any more.</summary>
    public Task Forgotten => _forgotten.Task;

    /// <summary>How many messages were dropped because the session was slow.</summary>
    public long Dropped { get; private set; }

    /// <summary>Where what is dropped or expired is counted; null before the session is attached.</summary>
    internal BrokerCounters? Counters { get; set; }

    public int Count
    {
        get
        {
            lock (_lock)
                return _items.Count + _leased.Count + _front.Count;
        }
    }

    /// <summary>Waits until there may be something to drain, or the outbox is closed. For the one writer of the session.</summary>
    public ValueTask WaitAsync() => _signal.WaitAsync();

    /// <summary>
    /// Adds what waits to a list: what stands in front, then at most so many items, and bytes as far as one message alone
    /// allows. Expired messages are left out, but for those that are to be acknowledged.
    /// </summary>
    /// <returns>How many messages the loop may refill, if it wants to; 0 otherwise.</returns>
    public int Drain(List<OutboxItem> to, int itemsMax, long bytesMax, DateTime now)
    {
        lock (_lock)
        {
            _front.MoveTo(to);
            var room = bytesMax;
            for (var taken = 0; _items.Count + _leased.Count > 0 && taken < itemsMax && room > 0; taken++)
            {
                var item = IsLeasedNext ? _leased.Take().Item : Take();
                room -= item.Bytes;
                if (item.Message is null || item.Attempt is not null || !item.Message.IsExpired(now))
                    to.Add(item);
                else
                    Counters?.AddExpired();
            }

            if (_items.Count + _leased.Count > 0)
                _signal.Set();
            return TakeRefill();
        }
    }

    internal void Offer(in OutboxItem item)
    {
        lock (_lock)
            Take(item);
    }

    /// <summary>Adds live messages of a subscription.</summary>
    internal void Offer(Subscription subscription, PublishedMessage first, List<PublishedMessage>? more)
    {
        lock (_lock)
        {
            Take(new(OutboxItemKind.Message, subscription) { Message = first });
            for (var i = 0; i < more?.Count; i++)
                Take(new(OutboxItemKind.Message, subscription) { Message = more[i] });
        }
    }

    /// <summary>Adds what is bounded by credit: it is never dropped.</summary>
    internal void OfferLeased(in OutboxItem item)
    {
        lock (_lock)
        {
            if (Closed is null)
                _leased.Add((item, _items.Head + _items.Count));
        }
    }

    internal void OfferTopics(in OutboxItem notice)
    {
        lock (_lock)
        {
            if (Closed is not null)
                return;
            var key = (notice.Kind, notice.Subscription);
            if (_topicNotices >= TopicNoticesMax && _newestTopics.TryGetValue(key, out var newest))
            {
                _items[newest] = _items[newest] with { Extent = _items[newest].Extent! with { To = notice.Extent!.To } };
                return;
            }

            _topicNotices++;
            _newestTopics[key] = AddNotice(notice);
        }
    }

    internal void OfferNotice(in OutboxItem notice)
    {
        lock (_lock)
        {
            if (Closed is null)
                AddNotice(notice);
        }
    }

    internal void WantRefill()
    {
        lock (_lock)
            _refillWanted = true;
    }

    /// <summary>Wakes the writer. Called once after a batch of commands, so that the writer finds all there is.</summary>
    internal void Wake() => _signal.Set();

    /// <summary>Lets nothing more in. The writer sends what is there, unless it is told to forget it.</summary>
    public void Close(string reason, bool forget)
    {
        lock (_lock)
        {
            Closed ??= reason;
            if (forget)
                Forget();
        }

        _signal.Set();
    }

    private bool IsLeasedNext => _leased.Count > 0 && (_items.Count == 0 || _leased[_leased.Head].Before <= _items.Head);

    private int TakeRefill()
    {
        if (!_refillWanted || _messages > limits.OutboxMessagesMax / 4 || _bytes > limits.OutboxBytesMax / 4)
            return 0;
        _refillWanted = false;
        return Math.Max(1, limits.OutboxMessagesMax / 2);
    }

    private void Take(in OutboxItem item)
    {
        if (Closed is not null || ReplacedLatest(item))
            return;
        MakeRoom(1, item.Bytes);
        if (Closed is null)
            Append(item);
    }

    private OutboxItem Take()
    {
        var position = _items.Head;
        var item = _items.Take();
        if (item.IsMessage)
        {
            _bytes -= item.Bytes;
            _messages--;
            RemoveIfAt(_latest, (item.Subscription!, item.Topic.Index), position);
        }
        else if (item.IsTopics)
        {
            _topicNotices--;
            RemoveIfAt(_newestTopics, (item.Kind, item.Subscription), position);
        }

        return item;
    }

    private static void RemoveIfAt<TKey>(Dictionary<TKey, long> positions, TKey key, long position)
        where TKey : notnull
    {
        if (positions.Count > 0 && positions.TryGetValue(key, out var found) && found == position)
            positions.Remove(key);
    }

    private long AddNotice(in OutboxItem notice)
    {
        if (_items.Count - _messages + _front.Count >= limits.OutboxNoticesMax)
            CloseSlow("the subscriber does not read what it asks for");
        return Closed is null ? _items.Add(notice) : -1;
    }

    private void Append(in OutboxItem item)
    {
        _bytes += item.Bytes;
        _messages++;
        var position = _items.Add(item);
        if (item.Kind != OutboxItemKind.Request && item.Subscription!.Options.WhenSlow == SlowPolicy.LatestPerTopic)
            _latest[(item.Subscription, item.Topic.Index)] = position;
    }

    private bool ReplacedLatest(in OutboxItem item)
    {
        if (_latest.Count == 0 || item.Kind == OutboxItemKind.Request
            || !_latest.TryGetValue((item.Subscription!, item.Topic.Index), out var position))
            return false;
        _bytes += item.Bytes - _items[position].Bytes;
        _items[position] = item;
        CountDropped();
        MakeRoom(0, 0);
        return true;
    }

    // One message alone is let in however large it is.
    private void MakeRoom(int messages, long bytes)
    {
        while (_messages + messages > 1 && (_messages + messages > limits.OutboxMessagesMax || _bytes + bytes > limits.OutboxBytesMax))
        {
            var item = Take();
            if (!item.IsMessage)
                _front.Add(item);
            else if (item.Subscription!.Options.WhenSlow == SlowPolicy.Disconnect)
                CloseSlow("the subscriber is too slow and its subscription says Disconnect");
            else
                Drop(item);
        }
    }

    private void CountDropped()
    {
        Dropped++;
        Counters?.AddDropped();
    }

    private void Drop(in OutboxItem item)
    {
        CountDropped();
        var sequence = item.Message!.Sequence;
        if (item.Kind != OutboxItemKind.Request)
            _front.AddGap(item.Subscription!, sequence);
    }

    private void CloseSlow(string reason)
    {
        Closed = reason;
        Forget();
    }

    private void Forget()
    {
        _forgotten.TrySetResult();
        _items.Clear();
        _leased.Clear();
        _latest.Clear();
        _newestTopics.Clear();
        _front.Clear();
        _bytes = 0;
        _messages = 0;
        _topicNotices = 0;
    }
}
