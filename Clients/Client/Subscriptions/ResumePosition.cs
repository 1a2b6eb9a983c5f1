using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>Knows where a subscription stands, and so where the next session has to take it up.</summary>
internal sealed class ResumePosition(SubscriptionOptions wanted)
{
    private readonly Lock _gate = new();

    /// <summary>The first sequence not yet seen; 0 before the first session.</summary>
    private long _next;

    /// <summary>The numbering that the position belongs to; null before the first session.</summary>
    private string? _epoch;

    /// <summary>True once a session began at a sequence: from then on nothing comes that is older.</summary>
    private bool _resumed;

    /// <summary>The options to subscribe with in the next session.</summary>
    public SubscriptionOptions Options()
    {
        lock (_gate)
        {
            if (_next == 0 || HasNoPosition)
            {
                return wanted;
            }

            _resumed = true;
            return WithStart(StartPositions.Sequence, _next);
        }
    }

    /// <summary>The options for a broker that has lost what it kept: all that it has is new to this subscription.</summary>
    public SubscriptionOptions Anew()
    {
        lock (_gate)
        {
            _next = 0;
            return WithStart(StartPositions.All, null);
        }
    }

    /// <summary>True when the broker numbers its messages anew, so that the position says nothing to it.</summary>
    public bool IsLost(SubscriptionInfo info)
    {
        lock (_gate)
        {
            return !HasNoPosition && _epoch is not null && info.Epoch != _epoch;
        }
    }

    public void Started(SubscriptionInfo info)
    {
        lock (_gate)
        {
            _epoch = info.Epoch;
            _next = Math.Max(_next, Math.Max(1, info.StartSequence));
        }
    }

    /// <summary>Takes note of a delivery; false when it was seen before.</summary>
    public bool Take(Delivery delivery)
    {
        if (delivery.Sequence == 0 || HasNoPosition)
        {
            return true;
        }

        lock (_gate)
        {
            return IsOlderRetained(delivery) || Advance(delivery.Sequence);
        }
    }

    /// <summary>
    /// Requests have no position; a durable subscription's is the broker's to know; and when only the newest message of each topic
    /// counts, a newer one may overtake another topic's older one: then the last message of each topic is asked for again.
    /// </summary>
    private bool HasNoPosition =>
        wanted.Responder || wanted.Durable is not null || wanted.WhenSlow == SlowSubscriberPolicies.LatestPerTopic;

    private bool IsOlderRetained(Delivery delivery) =>
        delivery.Retained && !_resumed && wanted.Start is null or StartPositions.Last;

    private bool Advance(long sequence)
    {
        if (sequence < _next)
        {
            return false;
        }

        _next = sequence + 1;
        return true;
    }

    private SubscriptionOptions WithStart(string start, long? sequence) => new()
    {
        Start = start,
        StartSequence = sequence,
        Callback = wanted.Callback,
        WhenSlow = wanted.WhenSlow,
        TopicNotices = wanted.TopicNotices,
        Responder = wanted.Responder,
    };
}
