using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Matching;

namespace WcfBroker.Core.Tests.Model;

/// <summary>A subscription as the reference keeps it.</summary>
internal sealed record ReferenceSubscription(string Id, ReferenceSession Session, string Filter, SubscriptionOptions Options)
{
    /// <summary>What is to be sent before kept messages.</summary>
    public List<(ReferenceItem Item, int Bytes)> Gathered { get; init; } = [];

    public long Start { get; init; }

    public long Cursor { get; set; }

    public bool Live { get; set; }

    public long LastRequest { get; set; }

    public bool Matches(string topic) => NaiveMatcher.Matches(Filter, topic);
}
