using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Effects;

/// <summary>A subscription catches up with messages that are no longer in memory: the next piece is to be read.</summary>
internal sealed record ReadKept(SessionId Session, SubscriptionId Subscription, long From, int MessagesMax, long BytesMax) : Effect
{
    /// <summary>Messages from before this time are not wanted.</summary>
    public DateTime? NotBeforeUtc { get; init; }

    /// <summary>Who reads.</summary>
    public required Action<ReadKept> Reader { get; init; }

    internal override void Release(TouchedOutboxes touched) => Reader(this);
}
