using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Sessions;

/// <summary>A connected peer: its subscriptions, and the outbox that its messages go to.</summary>
internal sealed class Session(SessionId id, Outbox outbox, bool oncePerMessage)
{
    public SessionId Id { get; } = id;

    public Outbox Outbox { get; } = outbox;

    public Protocol Protocol { get; init; }

    public string Address { get; init; } = "";

    public string? Identity { get; init; }

    public DateTime SinceUtc { get; init; }

    /// <summary>Whether a message that matches several subscriptions of this session is sent to it once.</summary>
    public bool OncePerMessage { get; } = oncePerMessage;

    public Dictionary<SubscriptionId, Subscription> Subscriptions { get; } = [];

    /// <summary>Those of them that are still to be sent kept messages, in the order of their turns.</summary>
    public List<Subscription> CatchingUp { get; } = [];

    /// <summary>Whether a piece of the log is being read for one of them: then the others wait for their turns.</summary>
    public bool IsReading { get; set; }

    /// <summary>What may be replayed before the writer says anything of its outbox; renewed when it does.</summary>
    public required ReplayRoom FirstRoom { get; set; }

    /// <summary>Requests given to this session and not yet answered.</summary>
    public HashSet<RequestId> Requests { get; } = [];

    /// <summary>How many subscriptions want to be told of all new topics.</summary>
    public int TopicWatches { get; set; }

    public long LastMatchedSequence { get; set; }
}
