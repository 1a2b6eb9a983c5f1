namespace WcfBroker.Core.Storage;

/// <summary>
/// A message that could not be delivered. <paramref name="Message"/> is the original content, appended to the topic
/// <c>/$dlq/...</c> of its subscription with a sequence and time of its own.
/// </summary>
public sealed record DeadLetter(StoredMessage Message, int OriginalTopicId, long OriginalSequence, DateTime OriginalPublishedUtc)
{
    /// <summary>Where it stands, and since when.</summary>
    public DeadLetterKey Key => new(Message.Sequence, Message.TopicId, Message.PublishedUtc);

    public required string Reason { get; init; }

    public required int Attempts { get; init; }

    public DateTime? FirstAttemptUtc { get; init; }

    public DateTime? LastAttemptUtc { get; init; }
}
