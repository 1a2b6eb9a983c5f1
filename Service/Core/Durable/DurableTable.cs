using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Durable;

/// <summary>The durable subscriptions by name and by id, their attempts by token, and which of them have something to store.</summary>
internal sealed class DurableTable
{
    private readonly SortedDictionary<string, DurableSubscription> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, DurableSubscription> _byId = [];
    private readonly Dictionary<long, DeliveryAttempt> _attempts = [];
    private readonly SortedDictionary<int, DurableSubscription> _timed = [];
    private readonly List<DurableSubscription> _changed = [];

    public int Count => _byName.Count;

    /// <summary>The subscriptions in the order of their names.</summary>
    public IEnumerable<DurableSubscription> ByName => _byName.Values;

    /// <summary>The last id that was given.</summary>
    public int LastId { get; private set; }

    /// <summary>The last token that was given.</summary>
    public long LastToken { get; set; }

    /// <summary>How many were deleted while something was read for them that has not come yet.</summary>
    public int ReadsOfDeleted { get; set; }

    public bool HasDeadlines => _timed.Count > 0;

    /// <summary>The subscriptions that keep what they have not settled.</summary>
    public IEnumerable<DurableSubscription> Holding => _byName.Values.Where(subscription => subscription.Holds);

    public DurableSubscription? Find(string name) => _byName.GetValueOrDefault(name);

    public DurableSubscription? Find(int id) => _byId.GetValueOrDefault(id);

    public DeliveryAttempt? Attempt(long token) => _attempts.GetValueOrDefault(token);

    public void Add(DurableSubscription subscription)
    {
        _byName.Add(subscription.Name, subscription);
        _byId.Add(subscription.Id, subscription);
        LastId = Math.Max(LastId, subscription.Id);
    }

    public void Remove(DurableSubscription subscription)
    {
        _byName.Remove(subscription.Name);
        _byId.Remove(subscription.Id);
        _timed.Remove(subscription.Id);
        _changed.Remove(subscription);
    }

    public void Add(DeliveryAttempt attempt, DurableSubscription subscription)
    {
        _attempts.Add(attempt.Token, attempt);
        subscription.Place(attempt);
        _timed.TryAdd(subscription.Id, subscription);
    }

    public void Remove(DeliveryAttempt attempt, DurableSubscription subscription)
    {
        _attempts.Remove(attempt.Token);
        subscription.InFlight.Remove(attempt.Place!);
    }

    /// <summary>A subscription may have deadlines.</summary>
    public void Watch(DurableSubscription subscription)
    {
        if (subscription.HasDeadlines)
            _timed.TryAdd(subscription.Id, subscription);
    }

    /// <summary>The subscriptions that time may change, by id; those that it no longer does are let go.</summary>
    public DurableSubscription[] Timed()
    {
        foreach (var (id, subscription) in _timed.ToArray())
        {
            if (!subscription.HasDeadlines)
                _timed.Remove(id);
        }

        return [.. _timed.Values];
    }

    /// <summary>A subscription has something to store when the batch ends.</summary>
    public void Changed(DurableSubscription subscription)
    {
        if (subscription.IsChanged)
            return;
        subscription.IsChanged = true;
        _changed.Add(subscription);
    }

    /// <summary>Adds what the subscriptions have settled in this batch to its records.</summary>
    public void Flush(long nextSequence, List<StoreRecord> records)
    {
        foreach (var subscription in _changed)
        {
            subscription.IsChanged = false;
            if (subscription.Progress.Flush(subscription.IsLive ? nextSequence : subscription.Next) is { } progress)
                records.Add(progress);
        }

        _changed.Clear();
    }
}
