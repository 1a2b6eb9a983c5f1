namespace WcfBroker.Core.Durable;

/// <summary>A message of a durable subscription that is to be delivered: how it stands between its attempts.</summary>
/// <param name="Sequence">Its sequence; of a replayed dead letter, the letter's own.</param>
/// <param name="Slot">Its place in <see cref="Progress"/>; -1 when it is a hole.</param>
internal sealed record Retry(long Sequence, long Slot)
{
    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether the subscription may have been given it before.</summary>
    public bool Redelivered { get; init; }

    /// <summary>Not to be tried before this time.</summary>
    public DateTime DueUtc { get; init; }

    /// <summary>Since when it is tried; null before the first attempt, or when that was before a restart.</summary>
    public DateTime? FirstAttemptUtc { get; init; }

    /// <summary>Whether it is a dead letter that is replayed.</summary>
    public bool IsDeadLetter => LetterTopic is not null;

    /// <summary>The topic of the dead letter that is replayed; null for a message.</summary>
    public int? LetterTopic { get; init; }
}
