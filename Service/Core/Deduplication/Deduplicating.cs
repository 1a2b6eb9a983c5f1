using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Deduplication;

/// <summary>Recognises messages that were taken before; the same id with another body is a mistake that is told.</summary>
internal sealed class Deduplicating(BrokerState state)
{
    /// <summary>The receipt of a message that was taken before; null if it was not.</summary>
    public Receipt? Find(string? publisher, TopicName topic, MessageContent content) =>
        content.Id is { } id && Taken(publisher, topic, id) is { } taken ? taken.Receipt with { Duplicate = true } : null;

    public void Remember(string? publisher, Topic topic, MessageContent content, Receipt receipt)
    {
        if (content.Id is { } id)
            state.Duplicates.Add(new MessageKey(publisher, topic.Index, id), new TakenMessage(receipt, BodyDigest.Of(content.Body.Span)));
    }

    /// <summary>Says which message has the id of an earlier one but another body; null if none does.</summary>
    public BrokerError? Check(string? publisher, IReadOnlyList<(TopicName Topic, MessageContent Content)> messages, Func<int, string> parameter)
    {
        state.Duplicates.Expire(state.Now);
        Dictionary<(TopicName, string), MessageContent>? seen = null;
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Content.Id is not { } id)
                continue;
            var key = (messages[i].Topic, id);
            if (IsOther(Taken(publisher, messages[i].Topic, id), messages[i].Content, seen?.GetValueOrDefault(key)))
                return BrokerError.Invalid(ErrorCode.InvalidMessage, parameter(i), "A message with this id and another body was published before.", id);
            if (messages.Count > 1)
                (seen ??= [])[key] = messages[i].Content;
        }

        return null;
    }

    // A digest costs more than the rest, so only a message whose id is known has its body looked at.
    private static bool IsOther(TakenMessage? taken, MessageContent content, MessageContent? seen)
    {
        if (taken is { } known)
            return known.Digest != BodyDigest.Of(content.Body.Span);
        return seen is not null && !seen.Body.Span.SequenceEqual(content.Body.Span);
    }

    private TakenMessage? Taken(string? publisher, TopicName topic, string id) =>
        state.Topics.Find(topic.Value) is { } known ? state.Duplicates.Find(new MessageKey(publisher, known.Index, id)) : null;
}
