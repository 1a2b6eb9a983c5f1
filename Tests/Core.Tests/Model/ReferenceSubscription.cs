using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Matching;

namespace WcfBroker.Core.Tests.Model;

/// <summary>A subscription as the reference keeps it.</summary>
internal sealed record ReferenceSubscription(string Id, ReferenceSession Session, string Filter, SubscriptionOptions Options)
{
    /// <summary>Whether topics are still to be looked at for their last message.</summary>
    public bool Walks { get; set; }

    /// <summary>The topic looked at last.</summary>
    public string? Walked { get; set; }

    public int TopicsAtStart { get; set; }

    /// <summary>The levels before the first wildcard.</summary>
    public string FixedPart =>
        $"/{string.Join('/', Filter.TrimStart('=').Trim('/').Split('/').TakeWhile(level => level is not ("+" or "#")))}";

    public long Start { get; init; }

    public long Cursor { get; set; }

    public bool Live { get; set; }

    public long LastRequest { get; set; }

    public bool Matches(string topic) => NaiveMatcher.Matches(Filter, topic);
}
