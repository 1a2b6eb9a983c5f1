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
    public TopicPolicy For(string topic) => All.FirstOrDefault(policy => policy.Topics.Matches(topic)) ?? TopicPolicy.Default;

    /// <summary>The options of a new subscription, with what its topic's policy says where they say nothing.</summary>
    public SubscriptionOptions WithDefaults(SubscriptionOptions options, TopicFilter filter) =>
        options.WhenSlow is null && For(filter.FixedPart).WhenSlow is { } slow ? options with { WhenSlow = slow } : options;
}
