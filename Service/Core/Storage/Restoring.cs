using WcfBroker.Core.Deduplication;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Storage;

/// <summary>Rebuilds the state from a store: topics, their last messages, and the newest messages of the log.</summary>
internal sealed class Restoring(BrokerState state)
{
    private const int PageMessages = 4_096;
    private const long PageBytes = 16 << 20;

    /// <summary>Rebuilds topics and messages.</summary>
    /// <returns>What was stored, for those who rebuild the rest.</returns>
    public StoreState From(IStore store)
    {
        var stored = store.Load();
        state.Records = [];
        RestoreTopics(stored);
        foreach (var message in stored.Retained)
            RestoreRetained(ToMessage(message));
        RestoreHistory(store, stored);
        state.FirstKept = stored.FirstSequence;
        state.ReservedThrough = stored.ReservedSequence;
        RestoreDuplicates(store);
        return stored;
    }

    /// <summary>A message of the log as the core knows it.</summary>
    public PublishedMessage ToMessage(StoredMessage message) =>
        new(state.Topics.Log[message.TopicId], message.Sequence, message.PublishedUtc, message.Publisher, message.Content);

    /// <summary>The message that a dead letter was, under its own topic, sequence and time.</summary>
    public PublishedMessage ToOriginal(DeadLetter letter) => new(
        state.Topics.Log[letter.OriginalTopicId], letter.OriginalSequence, letter.OriginalPublishedUtc, letter.Message.Publisher, letter.Message.Content);

    private void RestoreTopics(StoreState stored)
    {
        var known = false;
        foreach (var topic in stored.Topics)
        {
            known = true;
            if (state.Topics.GetOrAdd(TopicName.Parse(topic.Name)).Index != topic.Id)
                throw new StoreException(StoreFault.Damaged, $"The store gives topic {topic.Name} the id {topic.Id}, out of its order.");
        }

        if (!known)
            state.Records!.Add(new TopicCreated(0, TopicName.Root.Value));
    }

    // In order of sequence, so that the newest message below a topic comes last.
    private void RestoreRetained(PublishedMessage message)
    {
        var topic = message.Topic;
        topic.Last = message;
        topic.IsLastStored = true;
        topic.LastSequence = message.Sequence;
        state.RetainedBytes += message.Content.Bytes;
        for (var above = topic; above is not null; above = above.Parent)
            above.LastBelow = message;
    }

    private void RestoreHistory(IStore store, StoreState stored)
    {
        var next = Math.Max(stored.HeadSequence, stored.ReservedSequence) + 1;

        // The newest message is read in any case: its time is not to go back.
        var newest = store.FirstAt(DateTime.MaxValue) - 1;
        var from = Math.Max(stored.FirstSequence, Math.Min(newest, next - state.Limits.HistoryMessagesMax));
        state.History.SkipTo(from);
        while (from <= newest)
        {
            var page = store.Read(from, PageMessages, PageBytes);
            foreach (var message in page.Messages)
                Remember(ToMessage(message));
            from = page.Next;
        }

        state.History.SkipTo(next);
        if (state.History.First > stored.FirstSequence)
            state.History.ForgotOlder();
    }

    private void RestoreDuplicates(IStore store)
    {
        var since = state.Now.Ticks > state.Limits.DeduplicationTime.Ticks ? state.Now - state.Limits.DeduplicationTime : DateTime.MinValue;
        foreach (var message in store.Recent(since, state.Limits.DeduplicationIdsMax, message => message))
        {
            state.Duplicates.Add(
                new MessageKey(message.Publisher, state.Topics.Log[message.TopicId].Name, message.Content.Id!),
                new Receipt(message.Sequence, message.PublishedUtc, 0) { Durability = Durability.Disk },
                DuplicateWindow.Digest(message.Content));
        }
    }

    private void Remember(PublishedMessage message)
    {
        state.History.SkipTo(message.Sequence);
        state.History.Add(message);
        state.Advance(message.PublishedUtc);
    }
}
