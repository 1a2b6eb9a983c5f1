using WcfBroker.Core.Counting;
using WcfBroker.Core.Deduplication;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.History;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core;

/// <summary>All that the broker knows. Changed by one thread, and only by applying commands.</summary>
internal sealed class BrokerState
{
    public BrokerState(BrokerLimits limits, TopicPolicies policies)
    {
        Limits = limits;
        Policies = policies;
        Topics = new TopicTree(policies);
        History = new MessageHistory(limits);
        Index = new SubscriptionIndex(Topics);
        Duplicates = new DuplicateWindow(limits);
    }

    public BrokerLimits Limits { get; }

    public BrokerCounters Counters { get; } = new();

    public TopicPolicies Policies { get; }

    public TopicTree Topics { get; }

    public SubscriptionIndex Index { get; }

    public MessageHistory History { get; }

    public DuplicateWindow Duplicates { get; }

    public Dictionary<SessionId, Session> Sessions { get; } = [];

    public DurableTable Durables { get; } = new();

    public RequestTable Requests { get; } = new();

    /// <summary>How many topics each identity has brought into existence since the start; anonymous callers are the empty name.</summary>
    public Dictionary<string, int> TopicsCreated { get; } = new(StringComparer.Ordinal);

    /// <summary>Sessions that want to be told of all new topics.</summary>
    public HashSet<Session> TopicWatchers { get; } = [];

    /// <summary>The newest sequence; 0 before the first message.</summary>
    public long Head => History.Next - 1;

    public long LastSubscription { get; set; }

    /// <summary>What is still to be stored; null when messages are kept in memory alone.</summary>
    public List<StoreRecord>? Records { get; set; }

    /// <summary>Sequences up to here can go to messages that are not stored: no start gives them again.</summary>
    public long ReservedThrough { get; set; }

    /// <summary>From here on nothing is trimmed or dropped, since durable subscriptions have not settled it.</summary>
    public long HeldFrom { get; set; } = long.MaxValue;

    /// <summary>Whether the store is larger than it may be and what is in it is held.</summary>
    public bool IsFullOfHeld { get; set; }

    /// <summary>The messages that the store still has room for.</summary>
    public long RoomBytes { get; set; } = long.MaxValue;

    /// <summary>Reads messages that are kept but no longer in memory; null when there are none.</summary>
    public Action<StoreRead>? Reader { get; set; }

    /// <summary>The sequence of the oldest message kept: in the store if there is one, else in memory.</summary>
    public long FirstKept
    {
        get => Records is null ? History.First : field;
        set;
    }

    /// <summary>What is no longer kept was published before this time or at it; null if all is kept.</summary>
    public DateTime? TrimmedUtc
    {
        get => Records is null ? History.ForgottenUtc : field;
        set;
    }

    /// <summary>How many who asked for a last message wait until it is read.</summary>
    public int LastReads { get; set; }

    /// <summary>How many sessions went while something was read for them that has not come yet.</summary>
    public int ReadsOfGone { get; set; }

    /// <summary>Before which sequences all messages are older than an age that policies name, as far as retention has told.</summary>
    public Dictionary<TimeSpan, long> AgedBefore { get; } = [];

    /// <summary>The retained messages that no store has, by the index of their topics.</summary>
    public Dictionary<int, PublishedMessage> UnstoredRetained { get; } = [];

    /// <summary>What they take in memory.</summary>
    public long RetainedBytes { get; set; }

    /// <summary>The time of the last command: never goes back, so that sequences and times agree.</summary>
    public DateTime Now { get; private set; }

    /// <summary>The retained message of a topic that has one, if it is in memory.</summary>
    public PublishedMessage? RetainedInMemory(Topic topic) =>
        topic.IsRetainedStored ? History.Find(topic.RetainedSequence) : UnstoredRetained.GetValueOrDefault(topic.Index);

    /// <summary>The first sequence for a start in time; 1 if what is no longer kept may be wanted too.</summary>
    public long FirstAt(DateTime time) =>
        !(time <= History.ForgottenUtc) ? History.FirstAt(time)
        : time <= TrimmedUtc ? 1
        : FirstKept;

    public void Advance(DateTime now)
    {
        if (now > Now)
            Now = now;
    }
}
