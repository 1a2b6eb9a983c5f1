using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Deduplication;

/// <summary>Recognises messages that were taken before; the same id with another body is a mistake that is told.</summary>
internal sealed class Deduplicating(BrokerState state)
{
    /// <summary>Whether a message with this id was taken before.</summary>
    public bool IsTaken(string? publisher, Topic? topic, MessageContent content, out TakenMessage taken)
    {
        taken = default;
        return topic is not null && content.Id is { } id && state.Duplicates.TryFind(new MessageKey(publisher, topic.Index, id), out taken);
    }

    public void Remember(string? publisher, Topic topic, MessageContent content, Receipt receipt)
    {
        if (content.Id is { } id)
            state.Duplicates.Add(new TakenMessage(new MessageKey(publisher, topic.Index, id), receipt, BodyDigest.Of(content.Body.Span)));
    }

    /// <summary>Says whether a message has another body than the one with its id that was taken; null if it does not.</summary>
    public static BrokerError? Check(in TakenMessage taken, MessageContent content) =>
        IsOther(taken, content) ? OtherBody("message.id", content) : null;

    /// <summary>Says which message has the id of an earlier one but another body; null if none does.</summary>
    public BrokerError? Check(string? publisher, IReadOnlyList<(TopicName Topic, MessageContent Content)> messages)
    {
        Dictionary<(TopicName, string), MessageContent>? seen = null;
        for (var i = 0; i < messages.Count; i++)
        {
            var (topic, content) = messages[i];
            if (content.Id is not { } id)
                continue;
            seen ??= new(messages.Count);
            if (IsTaken(publisher, state.Topics.Find(topic.Value), content, out var taken)
                ? IsOther(taken, content)
                : seen.TryGetValue((topic, id), out var before) && !before.Body.Span.SequenceEqual(content.Body.Span))
                return OtherBody($"messages[{i}].message.id", content);
            seen[(topic, id)] = content;
        }

        return null;
    }

    // A digest costs more than the rest, so only a message whose id is known has its body looked at.
    private static bool IsOther(in TakenMessage taken, MessageContent content) => taken.Digest != BodyDigest.Of(content.Body.Span);

    private static BrokerError OtherBody(string parameter, MessageContent content) =>
        BrokerError.Invalid(ErrorCode.InvalidMessage, parameter, "A message with this id and another body was published before.", content.Id);
}
