using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Policies;

/// <summary>All policies, in order: of those that cover a topic the first applies, and it alone.</summary>
public sealed class TopicPolicies(IEnumerable<TopicPolicy> policies)
{
    /// <summary>The most policies there are: a new topic is compared with each.</summary>
    public const int PoliciesMax = 256;

    public static readonly TopicPolicies None = new([]);

    public IReadOnlyList<TopicPolicy> All { get; } = [.. policies];

    /// <summary>What applies to a topic, which need not exist. A topic that exists knows it: <see cref="Topic.Policy"/>.</summary>
    public TopicPolicy For(string topic) => At(PlaceOf(topic));

    /// <summary>Where the policy of a topic stands, for <see cref="At"/>.</summary>
    internal ushort PlaceOf(ReadOnlySpan<char> topic)
    {
        if (All.Count == 0)
            return 0;
        var name = topic.ToString();
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Topics.Matches(name))
                return (ushort)(i + 1);
        }

        return 0;
    }

    internal TopicPolicy At(ushort place) => place == 0 ? TopicPolicy.Default : All[place - 1];

    /// <summary>The options of a new subscription, with what its topic's policy says where they say nothing.</summary>
    public SubscriptionOptions WithDefaults(SubscriptionOptions options, TopicFilter filter) =>
        options.WhenSlow is null && For(filter.FixedPart).WhenSlow is { } slow ? options with { WhenSlow = slow } : options;
}
