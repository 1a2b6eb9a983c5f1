using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Commands;

/// <summary>One page of the topics at and below a prefix, beginning after a topic of the page before.</summary>
public sealed record ListTopics(TopicName Prefix, TopicName? After, int Count, IReply<TopicList> Reply) : Command
{
    /// <summary>Whether the page holds only the topics directly below the prefix.</summary>
    public bool ChildrenOnly { get; init; }

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
