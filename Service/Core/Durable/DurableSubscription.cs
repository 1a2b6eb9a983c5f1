using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Durable;

/// <summary>
/// A named subscription that outlives its sessions: where it stands in the log, what it has given out, and who takes its
/// messages now. Changed by the loop alone.
/// </summary>
internal sealed class DurableSubscription
{
    private readonly string _letters;

    public DurableSubscription(StoredSubscription stored, DurableSettings settings, long cursor)
    {
        Stored = stored;
        Settings = settings;
        Filter = TopicFilter.Parse(stored.Filter);
        Progress = new Progress(stored.Id, cursor);
        Next = cursor + 1;
        _letters = DeadLetters.TopicOf(stored.Name).Value;
        Feed = new Subscription(new SubscriptionId(stored.Name), null, Filter, SubscriptionOptions.Default) { Feed = this };
    }

    public StoredSubscription Stored { get; set; }

    public DurableSettings Settings { get; set; }

    public int Id => Stored.Id;

    public string Name => Stored.Name;

    public TopicFilter Filter { get; }

    public bool IsStrict => Settings.Order == DeliveryOrder.Strict;

    /// <summary>Its place in the index of subscriptions.</summary>
    public Subscription Feed { get; }

    /// <summary>The sessions' subscriptions that take its messages, in the order of their turns.</summary>
    public List<Subscription> Members { get; } = [];

    public Progress Progress { get; }

    public WaitingRoom Waiting { get; } = new();

    /// <summary>Attempts that are not over, in the order of their deadlines.</summary>
    public LinkedList<DeliveryAttempt> InFlight { get; } = new();

    /// <summary>Whether it has looked at all messages: then the next one is given out as it is published.</summary>
    public bool IsLive { get; set; }

    /// <summary>The next sequence to look at, unless it is live.</summary>
    public long Next { get; set; }

    /// <summary>A piece of the log that was read for it, and how much of that was looked at.</summary>
    public MessagePage? Page { get; set; }

    public int PageLooked { get; set; }

    /// <summary>Where memory began when the piece was asked for: from there on it was not needed.</summary>
    public long ReadTo { get; set; }

    /// <summary>Whether something is being read for it: it waits for that.</summary>
    public bool IsReading { get; set; }

    /// <summary>The message that is being read to be tried again.</summary>
    public Retry? Wanted { get; set; }

    /// <summary>Whether a policy keeps what it has not settled.</summary>
    public bool Holds { get; set; }

    /// <summary>Whether it is in the list of those that have something to store.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Attempts that were not the first of their message, since the start.</summary>
    public long Redeliveries { get; set; }

    public int Unsettled => InFlight.Count + Waiting.Count + (Wanted is null ? 0 : 1);

    /// <summary>What it has come to and not settled.</summary>
    public IEnumerable<long> UnsettledSequences =>
        InFlight.Select(attempt => attempt.Of).Concat(Waiting.InOrder).Concat(Wanted is { } wanted ? [wanted] : []).Select(retry => retry.Sequence);

    /// <summary>Whether its messages go anywhere.</summary>
    public bool IsServed => Members.Count > 0 && !Settings.Paused;

    public bool HasDeadlines => InFlight.Count > 0 || (Waiting.Count > 0 && IsServed);

    /// <summary>Puts an attempt in flight, among the others by its deadline: almost always the last.</summary>
    public void Place(DeliveryAttempt attempt)
    {
        var before = InFlight.Last;
        while (before?.Value.DeadlineUtc > attempt.DeadlineUtc)
            before = before.Previous;
        attempt.Place = before is null ? InFlight.AddFirst(attempt) : InFlight.AddAfter(before, attempt);
    }

    /// <summary>The deadline of an attempt has changed.</summary>
    public void Move(DeliveryAttempt attempt)
    {
        InFlight.Remove(attempt.Place!);
        Place(attempt);
    }

    /// <summary>Whether it is given the messages of a topic. Its own dead letters come back by being replayed alone, or they would never end.</summary>
    public bool Covers(string topic) => Filter.Matches(topic) && topic != _letters;

    public override string ToString() => $"{Name} on {Filter}";
}
