using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Commands;

/// <summary>Give a request to one responder of a topic.</summary>
public sealed record SendRequest(string? Publisher, TopicName Topic, MessageContent Content, TimeSpan Timeout, IReply<MessageContent> Reply) : Command
{
    public override long Bytes => Content.Bytes;

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
