using System.Runtime.ExceptionServices;
using WcfBroker.Core.Deduplication;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Storage;

/// <summary>Rebuilds the state from a store. Messages stay there until they are wanted: a start costs no more for having many.</summary>
internal sealed class Restoring(BrokerState state)
{
    /// <summary>Rebuilds topics and messages.</summary>
    /// <returns>What was stored, for those who rebuild the rest.</returns>
    public StoreState From(IStore store)
    {
        var stored = store.Load();
        state.Records = [];
        RestoreHistory(store, stored);
        AtOnce(() => RestoreTopics(stored), () => RestoreDuplicates(store));
        return stored;
    }

    /// <summary>A message of the log as the core knows it.</summary>
    public PublishedMessage ToMessage(StoredMessage message) =>
        new(state.Topics.Log[message.TopicId], message.Sequence, message.PublishedUtc, message.Publisher, message.Content);

    /// <summary>The retained message of a topic as it was read; null if the store could not give what was written.</summary>
    public PublishedMessage? ToRetained(Topic topic, StoredMessage? read) =>
        read is { } message && message.TopicId == topic.Index ? ToMessage(message) : null;

    /// <summary>The message that a dead letter was, under its own topic, sequence and time.</summary>
    public PublishedMessage ToOriginal(DeadLetter letter) => new(
        state.Topics.Log[letter.OriginalTopicId], letter.OriginalSequence, letter.OriginalPublishedUtc, letter.Message.Publisher, letter.Message.Content);

    private void RestoreTopics(StoreState stored)
    {
        var retained = stored.RetainedSequences;
        if (retained.IsEmpty)
        {
            state.Records!.Add(new TopicCreated(0, TopicName.Root.Value));
            return;
        }

        state.Topics.Reserve(retained.Length);
        if (!stored.TopicNames.All(names => state.Topics.TryRestore(names.Span, retained.Span)) || state.Topics.Count != retained.Length)
            throw new StoreException(StoreFault.Damaged, "The store's topics are not those that were created, or not in that order.");
    }

    // Both take their time, and what one restores the other does not touch.
    private static void AtOnce(Action first, Action second)
    {
        try
        {
            Parallel.Invoke(first, second);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    // In memory the history begins anew. What is older is read from the store.
    private void RestoreHistory(IStore store, StoreState stored)
    {
        var next = Math.Max(stored.HeadSequence, stored.ReservedSequence) + 1;
        state.FirstKept = stored.FirstSequence;
        state.ReservedThrough = stored.ReservedSequence;
        state.TrimmedUtc = stored.FirstSequence > 1 ? TimeOf(store, stored.FirstSequence) : null;
        var newest = TimeOf(store, store.FirstAt(DateTime.MaxValue) - 1);
        if (newest < DateTime.MaxValue)
            state.Advance(newest);
        state.History.StartAt(next, next > 1 ? newest : null);
    }

    // Of the first message from a sequence on; the end of time if there is none.
    private static DateTime TimeOf(IStore store, long sequence) =>
        store.Read(sequence, 1, 1).Messages is [var message, ..] ? message.PublishedUtc : DateTime.MaxValue;

    private void RestoreDuplicates(IStore store)
    {
        var since = state.Now.Ticks > state.Limits.DeduplicationTime.Ticks ? state.Now - state.Limits.DeduplicationTime : DateTime.MinValue;
        foreach (var taken in store.Recent(since, state.Limits.DeduplicationIdsMax))
        {
            var receipt = new Receipt(taken.Sequence, taken.PublishedUtc, 0) { Durability = Durability.Disk };
            state.Duplicates.Add(new TakenMessage(new MessageKey(taken.Publisher, taken.TopicId, taken.Id), receipt, taken.BodyDigest));
        }
    }
}
