using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Commands;

/// <summary>End a session's subscriptions to a topic and its subtopics, as the original protocol cancels.</summary>
public sealed record UnsubscribeTopic(SessionId Session, TopicName Topic) : Command
{
    public override void Refuse(BrokerError error)
    {
        // The original protocol has no answer to a cancel.
    }
}
