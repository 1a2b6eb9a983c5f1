using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Durable;

/// <summary>The dead letters: which there are, how one comes to be, and how it goes.</summary>
internal sealed class DeadLetters(BrokerState state, TopicCreation creation, Retaining retaining, Appending appending)
{
    private readonly SortedDictionary<long, DeadLetterKey> _letters = [];
    private readonly Dictionary<string, SortedSet<long>> _byTopic = new(StringComparer.Ordinal);

    public int Count => _letters.Count;

    public static TopicName TopicOf(string subscription) => TopicName.Parse($"/$dlq/{subscription}");

    /// <summary>The dead letters of a subscription, oldest first.</summary>
    public IReadOnlyCollection<long> Of(string subscription) =>
        _byTopic.GetValueOrDefault(TopicOf(subscription).Value) ?? (IReadOnlyCollection<long>)[];

    /// <summary>The topic of the dead letter with this sequence; null if there is none of this subscription.</summary>
    public int? TopicOf(long sequence, string subscription) =>
        _letters.TryGetValue(sequence, out var letter) && state.Topics.Log[letter.TopicId].Name == TopicOf(subscription) ? letter.TopicId : null;

    public void Restore(DeadLetterKey letter)
    {
        _letters.Add(letter.Sequence, letter);
        var topic = state.Topics.Log[letter.TopicId].Name.Value;
        if (!_byTopic.TryGetValue(topic, out var letters))
            _byTopic.Add(topic, letters = []);
        letters.Add(letter.Sequence);
    }

    /// <summary>A message that was settled in vain stands in the log again, in the transaction that settles it.</summary>
    public void Add(DurableSubscription subscription, DeliveryAttempt attempt, string reason, IList<Effect> effects)
    {
        var topic = creation.Ensure(TopicOf(subscription.Name), null, effects);
        var original = attempt.Message;
        var message = new PublishedMessage(topic, state.History.Next, state.Now, original.Publisher, original.Content with { TimeToLive = null, ClearRetained = false });
        var letter = new DeadLetter(ToStored(message), original.Topic.Index, original.Sequence, original.PublishedUtc)
        {
            Reason = reason,
            Attempts = attempt.Number,
            FirstAttemptUtc = attempt.Of.FirstAttemptUtc,
            LastAttemptUtc = attempt.SinceUtc,
        };
        if (attempt.Of.IsDeadLetter)
            Drop(attempt.Of.Sequence);
        var next = subscription.IsLive ? message.Sequence : subscription.Next;
        var settled = subscription.Progress.Flush(next) ?? new Acknowledged(subscription.Id, subscription.Progress.Cursor);
        state.Records!.Add(new DeadLettered(letter, settled));
        topic.IsRetainedStored = true;
        appending.Append(message, effects);
        state.Counters.AddDeadLettered();
        Restore(new DeadLetterKey(message.Sequence, topic.Index, message.PublishedUtc));
        DropExcess(topic.Name.Value);
    }

    /// <summary>A dead letter is gone: purged, too old, or acknowledged when it was replayed.</summary>
    public bool Drop(long sequence)
    {
        if (!_letters.Remove(sequence, out var letter))
            return false;
        var topic = state.Topics.Log[letter.TopicId];
        var letters = _byTopic[topic.Name.Value];
        letters.Remove(sequence);
        if (letters.Count == 0)
            _byTopic.Remove(topic.Name.Value);
        if (topic.RetainedSequence == sequence)
        {
            retaining.Clear(topic, sequence);
            topic.IsRetainedStored = false;
        }

        state.History.Drop(new SequenceRange(sequence, sequence));
        state.Records!.Add(new DeadLetterDropped(sequence));
        return true;
    }

    /// <summary>The oldest dead letters from before a time, at most so many.</summary>
    public IReadOnlyList<DeadLetterKey> Before(DateTime timeUtc, int lettersMax) =>
        [.. _letters.Values.TakeWhile(letter => letter.DeadUtc <= timeUtc).Take(lettersMax)];

    private static StoredMessage ToStored(PublishedMessage message) =>
        new(message.Sequence, message.Topic.Index, message.PublishedUtc, message.Publisher, message.Content);

    // One that is being replayed is found to be gone when its turn comes.
    private void DropExcess(string topic)
    {
        if (_byTopic[topic].Count > state.Limits.DeadLettersPerSubscriptionMax)
            Drop(_byTopic[topic].Min);
    }
}
