using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Commands;

/// <summary>Read the retained message of a topic.</summary>
public sealed record GetLastMessage(TopicName Topic, IReply<PublishedMessage?> Reply) : Command
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
