using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Storage;

/// <summary>
/// What every store keeps in memory beside its rows: where the log begins and ends, and each topic's retained sequence.
/// One thread changes it; any thread may read it.
/// </summary>
public sealed class StoreIndex
{
    private readonly HashSet<int> _subscriptions = [];
    private readonly Dictionary<long, int> _deadLetters = [];
    private long[] _retained = new long[64];
    private long _first = 1;
    private long _head;
    private long _reserved;

    /// <summary>The newest sequence ever stored.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>Sequences up to here may have been given to messages that were not stored.</summary>
    public long Reserved => Volatile.Read(ref _reserved);

    /// <summary>The log is kept from here on.</summary>
    public long First => Volatile.Read(ref _first);

    public int TopicCount { get; private set; }

    /// <summary>The sequence of a topic's retained message; 0 if it has none.</summary>
    public long RetainedOf(int topicId)
    {
        var retained = Volatile.Read(ref _retained);
        return (uint)topicId < (uint)retained.Length ? Volatile.Read(ref retained[topicId]) : 0;
    }

    /// <summary>The sequences of all retained messages by topic id, until the next change; 0 where there is none.</summary>
    public ReadOnlyMemory<long> Retained => _retained.AsMemory(0, TopicCount);

    public bool IsRetained(long sequence, int topicId) => sequence > 0 && RetainedOf(topicId) == sequence;

    /// <summary>The dead letters that are kept: topic by sequence. For the thread that changes the index alone.</summary>
    public IReadOnlyDictionary<long, int> DeadLetters => _deadLetters;

    /// <summary>Sets what a store found when it was opened; who was retained is told topic by topic afterwards.</summary>
    public void Restore(long head, long reserved, long first, int topics, IEnumerable<int> subscriptions, IEnumerable<KeyValuePair<long, int>> deadLetters)
    {
        (_head, _reserved, _first) = (head, reserved, first);
        (TopicCount, _retained) = (topics, new long[Math.Max(64, topics)]);
        _subscriptions.Clear();
        _subscriptions.UnionWith(subscriptions);
        _deadLetters.Clear();
        foreach (var (sequence, topicId) in deadLetters)
            _deadLetters.Add(sequence, topicId);
    }

    public void Retain(int topicId, long sequence) => Volatile.Write(ref _retained[topicId], sequence);

    /// <summary>Refuses a batch that contradicts the state, before any of it is stored.</summary>
    public void Check(IReadOnlyList<StoreRecord> records)
    {
        var (head, reserved, first, topics) = (_head, _reserved, _first, TopicCount);
        HashSet<int>? subscriptions = null;
        foreach (var record in records)
        {
            switch (record)
            {
                case TopicCreated created:
                    Require(created.TopicId == topics++, record);
                    break;
                case MessageAppended or DeadLettered:
                    var message = (record as MessageAppended)?.Message ?? ((DeadLettered)record).Letter.Message;
                    Require(message.Sequence > head && (uint)message.TopicId < topics, record);
                    head = message.Sequence;
                    break;
                case SequencesReserved sequences:
                    Require(sequences.Through > reserved, record);
                    reserved = sequences.Through;
                    break;
                case RetainedCleared cleared:
                    Require((uint)cleared.TopicId < topics, record);
                    break;
                case LogTrimmed trimmed:
                    Require(trimmed.FirstSequence >= first && trimmed.FirstSequence <= Math.Max(head, reserved) + 1, record);
                    first = trimmed.FirstSequence;
                    break;
                case MessagesDropped dropped:
                    Require(dropped.Ranges.Sum(range => range.To - range.From + 1) <= MessagesDropped.MessagesMax, record);
                    break;
            }

            if (SubscriptionOf(record) is not { } id)
                continue;
            if (record is SubscriptionCreated or SubscriptionDeleted)
                subscriptions ??= [.. _subscriptions];
            Require(Exists(subscriptions ?? _subscriptions, record, id), record);
        }
    }

    /// <summary>Takes over a record that was stored.</summary>
    public void Apply(StoreRecord record)
    {
        switch (record)
        {
            case TopicCreated:
                AddTopic();
                break;
            case MessageAppended appended:
                Append(appended.Message);
                break;
            case DeadLettered dead:
                Append(dead.Letter.Message);
                _deadLetters.Add(dead.Letter.Message.Sequence, dead.Letter.Message.TopicId);
                break;
            case DeadLetterDropped dropped:
                if (_deadLetters.Remove(dropped.Sequence, out var topicId) && IsRetained(dropped.Sequence, topicId))
                    Retain(topicId, 0);
                break;
            case RetainedCleared cleared:
                Retain(cleared.TopicId, 0);
                break;
            case SequencesReserved sequences:
                Volatile.Write(ref _reserved, sequences.Through);
                break;
            case LogTrimmed trimmed:
                Volatile.Write(ref _first, trimmed.FirstSequence);
                break;
            case SubscriptionCreated created:
                _subscriptions.Add(created.Subscription.Id);
                break;
            case SubscriptionDeleted deleted:
                _subscriptions.Remove(deleted.SubscriptionId);
                break;
        }
    }

    private static int? SubscriptionOf(StoreRecord record) => record switch
    {
        SubscriptionCreated created => created.Subscription.Id,
        SubscriptionChanged changed => changed.Subscription.Id,
        SubscriptionDeleted deleted => deleted.SubscriptionId,
        Acknowledged acknowledged => acknowledged.SubscriptionId,
        AttemptCounted counted => counted.SubscriptionId,
        DeadLettered dead => dead.Acknowledgement.SubscriptionId,
        _ => null,
    };

    private static bool Exists(HashSet<int> subscriptions, StoreRecord record, int id) => record switch
    {
        SubscriptionCreated => subscriptions.Add(id),
        SubscriptionDeleted => subscriptions.Remove(id),
        _ => subscriptions.Contains(id),
    };

    private static void Require(bool condition, StoreRecord record)
    {
        if (!condition)
            throw new ArgumentException($"The record contradicts the state of the store: {record.GetType().Name}.", nameof(record));
    }

    private void AddTopic()
    {
        if (TopicCount == _retained.Length)
        {
            var grown = new long[TopicCount * 2];
            _retained.CopyTo(grown, 0);
            Volatile.Write(ref _retained, grown);
        }

        TopicCount++;
    }

    private void Append(in StoredMessage message)
    {
        Volatile.Write(ref _head, message.Sequence);
        Retain(message.TopicId, message.Content.ClearRetained ? 0 : message.Sequence);
    }
}
