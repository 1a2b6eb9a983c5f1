using System.Runtime.InteropServices;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Storage.Memory;

/// <summary>A store without files: it keeps what it is given until the process ends.</summary>
public sealed class MemoryStore : IStore
{
    private readonly Lock _lock = new();
    private readonly StoreIndex _index = new();
    private readonly List<string> _topics = [];
    private readonly List<StoredMessage> _log = [];

    // Retained messages and dead letters that the log no longer holds.
    private readonly Dictionary<long, StoredMessage> _kept = [];
    private readonly SortedDictionary<long, DeadLetter> _dead = [];
    private readonly SortedDictionary<int, MemorySubscription> _subscriptions = [];
    private long _bytes;

    public StoreStatus Status
    {
        get
        {
            lock (_lock)
                return new StoreStatus { Bytes = _bytes };
        }
    }

    public StoreState Load()
    {
        lock (_lock)
        {
            return new StoreState
            {
                HeadSequence = _index.Head,
                ReservedSequence = _index.Reserved,
                FirstSequence = _index.First,
                TopicNames = [.. _topics.Select(name => $"{name}\n".AsMemory())],
                RetainedSequences = _index.Retained.ToArray(),
                Subscriptions = [.. _subscriptions.Values.Select(subscription => subscription.State)],
                DeadLetters = [.. _dead.Values.Select(letter => letter.Key)],
            };
        }
    }

    public void Commit(IReadOnlyList<StoreRecord> records)
    {
        lock (_lock)
        {
            _index.Check(records);
            foreach (var record in records)
                Apply(record);
        }
    }

    public MessagePage Read(long from, int messagesMax, long bytesMax)
    {
        lock (_lock)
        {
            var page = new List<StoredMessage>();
            var i = IndexOf(Math.Max(from, _index.First));
            for (var bytes = 0L; i < _log.Count && page.Count < messagesMax; i++)
            {
                bytes += _log[i].Content.Bytes;
                if (page.Count > 0 && bytes > bytesMax)
                    break;
                page.Add(_log[i]);
            }

            return new MessagePage(page, page.Count > 0 ? page[^1].Sequence + 1 : Math.Max(from, _index.Head + 1), []);
        }
    }

    public StoredMessage? Find(long sequence)
    {
        lock (_lock)
        {
            var i = IndexOf(sequence);
            return i < _log.Count && _log[i].Sequence == sequence ? _log[i]
                : _kept.TryGetValue(sequence, out var kept) ? kept
                : null;
        }
    }

    public IReadOnlyList<StoredId> ReadIds(SequenceRange range)
    {
        lock (_lock)
        {
            return
            [
                .. _log[IndexOf(range.From)..IndexOf(range.To + 1)].Where(message => message.Content.Id is not null).Select(message => new StoredId(
                    message.Sequence, message.TopicId, message.PublishedUtc, message.Publisher, message.Content.Id!, BodyDigest.Of(message.Content.Body.Span))),
            ];
        }
    }

    public long FirstAt(DateTime timeUtc)
    {
        lock (_lock)
        {
            var (low, high) = (0, _log.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_log[middle].PublishedUtc < timeUtc)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low < _log.Count ? _log[low].Sequence : _log.Count > 0 ? _log[^1].Sequence + 1 : _index.First;
        }
    }

    public IReadOnlyList<DeadLetter> DeadLetters(int topicId, long after, int lettersMax)
    {
        lock (_lock)
            return [.. _dead.Values.Where(letter => letter.Message.TopicId == topicId && letter.Message.Sequence > after).Take(lettersMax)];
    }

    public void Dispose()
    {
    }

    private void Apply(StoreRecord record)
    {
        switch (record)
        {
            case TopicCreated created:
                _topics.Add(created.Name);
                break;
            case MessageAppended appended:
                Append(appended.Message);
                break;
            case RetainedCleared cleared:
                ForgetRetained(cleared.TopicId);
                break;
            case SubscriptionCreated created:
                _subscriptions.Add(created.Subscription.Id, new MemorySubscription(created.Subscription, created.Cursor));
                break;
            case SubscriptionChanged changed:
                _subscriptions[changed.Subscription.Id].Subscription = changed.Subscription;
                break;
            case SubscriptionDeleted deleted:
                _subscriptions.Remove(deleted.SubscriptionId);
                break;
            case Acknowledged acknowledged:
                _subscriptions[acknowledged.SubscriptionId].Apply(acknowledged);
                break;
            case AttemptCounted counted:
                _subscriptions[counted.SubscriptionId].Apply(counted.Hole);
                break;
            case DeadLettered dead:
                _dead.Add(dead.Letter.Message.Sequence, dead.Letter);
                Append(dead.Letter.Message);
                _subscriptions[dead.Acknowledgement.SubscriptionId].Apply(dead.Acknowledgement);
                break;
            case DeadLetterDropped dropped:
                Drop(dropped.Sequence);
                break;
            case LogTrimmed trimmed:
                Trim(trimmed.FirstSequence);
                break;
            case MessagesDropped dropped:
                foreach (var range in dropped.Ranges)
                    Drop(range);
                break;
        }

        _index.Apply(record);
    }

    private void Append(in StoredMessage message)
    {
        ForgetRetained(message.TopicId);
        _log.Add(message);
        _bytes += message.Content.Bytes;
    }

    // What the log no longer holds was kept as the retained message alone.
    private void ForgetRetained(int topicId)
    {
        var sequence = _index.RetainedOf(topicId);
        if (!_dead.ContainsKey(sequence) && _kept.Remove(sequence, out var message))
            _bytes -= message.Content.Bytes;
    }

    private void Trim(long first)
    {
        var count = IndexOf(first);
        foreach (var message in CollectionsMarshal.AsSpan(_log)[..count])
        {
            if (IsKept(message))
                _kept.Add(message.Sequence, message);
            else
                _bytes -= message.Content.Bytes;
        }

        _log.RemoveRange(0, count);
    }

    private void Drop(SequenceRange range)
    {
        var (start, end) = (IndexOf(range.From), IndexOf(range.To + 1));
        var left = _log[start..end].FindAll(IsKept);
        _bytes -= _log[start..end].Sum(message => (long)message.Content.Bytes) - left.Sum(message => (long)message.Content.Bytes);
        _log.RemoveRange(start, end - start);
        _log.InsertRange(start, left);
    }

    private void Drop(long deadLetter)
    {
        if (!_dead.Remove(deadLetter, out var letter))
            return;
        if (!_kept.Remove(deadLetter))
            _log.RemoveAt(IndexOf(deadLetter));
        _bytes -= letter.Message.Content.Bytes;
    }

    private bool IsKept(StoredMessage message) =>
        _index.IsRetained(message.Sequence, message.TopicId) || _dead.ContainsKey(message.Sequence);

    /// <summary>Where a sequence stands in the log, or the next one after it.</summary>
    private int IndexOf(long sequence)
    {
        var (low, high) = (0, _log.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_log[middle].Sequence < sequence)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
