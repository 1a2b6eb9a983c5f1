using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Storage;

/// <summary>
/// Where the broker's durable state lives: a log of messages, and what follows from it. It changes by records alone, a
/// batch at a time; what <see cref="Load"/> gives is the fold of all batches that were committed.
/// </summary>
/// <remarks>
/// One thread at a time loads and commits; any thread may read at any time, and sees whole batches only.
/// Every member throws <see cref="StoreException"/> when the store cannot do what is asked.
/// </remarks>
public interface IStore : IDisposable
{
    /// <summary>The state as it is on disk; what is large in it is read as it is enumerated, before the next commit.</summary>
    StoreState Load();

    /// <summary>
    /// Stores a batch: all of it or nothing, flushed to the device on return. A batch without records lets the store go on
    /// with what it put off, such as the removal of rows: commit one now and then while the broker is idle.
    /// </summary>
    /// <exception cref="ArgumentException">The records contradict the state; nothing is stored.</exception>
    void Commit(IReadOnlyList<StoreRecord> records);

    /// <summary>
    /// The messages from a sequence on, in order, up to a number and to <see cref="Messages.MessageContent.Bytes"/> in all,
    /// but at least one if there is any. What lies before the first sequence kept is passed over; if nothing comes after, so is all up to the
    /// newest.
    /// </summary>
    MessagePage Read(long from, int messagesMax, long bytesMax);

    /// <summary>One message, in the log or kept beyond it as a retained message or a dead letter; null if it is gone.</summary>
    StoredMessage? Find(long sequence);

    /// <summary>What is known of the messages in a range that have an id, in order.</summary>
    IReadOnlyList<StoredId> ReadIds(SequenceRange range);

    /// <summary>The first sequence kept that was published at or after a time; one past the newest kept if none was.</summary>
    long FirstAt(DateTime timeUtc);

    /// <summary>The dead letters of a topic <c>/$dlq/...</c> after a sequence, oldest first.</summary>
    IReadOnlyList<DeadLetter> DeadLetters(int topicId, long after, int lettersMax);

    /// <summary>
    /// Whether the store lives on its last reserve: that is for what was decided before and for what frees room, and no more
    /// messages are to be taken. Known after each commit.
    /// </summary>
    bool IsFull => false;

    StoreStatus Status { get; }
}
