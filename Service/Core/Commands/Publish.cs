using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Commands;

/// <summary>Take one message.</summary>
/// <param name="Session">The session that publishes, if it has one.</param>
/// <param name="Publisher">The publisher's identity; null for an anonymous one.</param>
/// <param name="Topic">Where to.</param>
/// <param name="Content">What; already checked by <see cref="MessageRules"/>.</param>
/// <param name="Reply">Gets the receipt; null for a one-way publish.</param>
public sealed record Publish(SessionId? Session, string? Publisher, TopicName Topic, MessageContent Content, IReply<Receipt>? Reply) : Command
{
    /// <summary>How it came in.</summary>
    public Protocol Protocol { get; init; }

    public override long Bytes => Content.Bytes;

    public override void Refuse(BrokerError error) => Reply?.Refuse(error);
}
