using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Commands;

/// <summary>Take several messages with consecutive sequences: all, or none.</summary>
public sealed record PublishBatch(
    SessionId? Session, string? Publisher, IReadOnlyList<(TopicName Topic, MessageContent Content)> Messages, IReply<Receipt[]> Reply) : Command
{
    /// <summary>How it came in.</summary>
    public Protocol Protocol { get; init; }

    public override long Bytes { get; } = Messages.Sum(message => (long)message.Content.Bytes);

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
