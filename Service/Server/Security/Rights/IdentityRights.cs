using WcfBroker.Core.Topics;

namespace WcfBroker.Server.Security.Rights;

/// <summary>What one identity may do.</summary>
internal sealed class IdentityRights(TopicFilter[] publish, TopicFilter[] subscribe, bool administer)
{
    /// <summary>Nothing at all.</summary>
    public static readonly IdentityRights None = new([], [], administer: false);

    private readonly TopicDecisions _publish = new(publish);
    private readonly TopicDecisions _read = new(subscribe);

    public bool MayAdminister => administer;

    public bool MayPublish(TopicName topic) => _publish.Allow(topic.Value);

    /// <summary>Whether a topic may be seen, and its last message.</summary>
    public bool MayRead(TopicName topic) => _read.Allow(topic.Value);

    /// <summary>Whether one filter covers all that a subscription would receive: several that do so together are not enough.</summary>
    public bool MaySubscribe(TopicFilter filter) => Array.Exists(subscribe, allowed => allowed.Covers(filter));
}
