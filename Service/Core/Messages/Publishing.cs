using System.Collections.Immutable;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deduplication;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Retention;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Messages;

/// <summary>Takes messages: gives each its sequence, keeps it, and says who receives it.</summary>
internal sealed class Publishing(BrokerState state, TopicCreation creation, Appending appending, Dropping dropping)
{
    // So many sequences are reserved at once, that few of the messages that are not stored cost a flush.
    private const long ReservedSequences = 100_000;

    private readonly Deduplicating _deduplicating = new(state);

    public void Apply(Publish command, IList<Effect> effects)
    {
        state.Duplicates.Expire(state.Now);
        var topic = state.Topics.Find(command.Topic.Value);
        if (_deduplicating.IsTaken(command.Publisher, topic, command.Content, out var taken))
        {
            if (Deduplicating.Check(taken, command.Content) is { } conflict)
                effects.Refuse(command.Reply, conflict);
            else
                effects.Answer(command.Reply, Again(taken));
            return;
        }

        if ((CheckPolicy(command.Topic, topic, command.Content, command.Bytes)
            ?? (topic is null ? creation.Check([command.Topic], command.Publisher) : null)
            ?? (HasMemoryFor(command.Bytes) ? null : CheckMemory([(command.Topic, command.Content)]))) is { } error)
            effects.Refuse(command.Reply, error);
        else
            effects.Answer(command.Reply, Take(command.Protocol, command.Publisher, topic ?? creation.Ensure(command.Topic, command.Publisher, command.Session, effects), command.Content, effects));
    }

    public void Apply(PublishBatch command, IList<Effect> effects)
    {
        state.Duplicates.Expire(state.Now);
        if ((_deduplicating.Check(command.Publisher, command.Messages)
            ?? CheckPolicies(command.Messages)
            ?? creation.Check(command.Messages.Select(message => message.Topic), command.Publisher)
            ?? (HasMemoryFor(command.Bytes) ? null : CheckMemory(command.Messages))) is { } error)
        {
            effects.Refuse(command.Reply, error);
            return;
        }

        var receipts = new Receipt[command.Messages.Count];
        for (var i = 0; i < receipts.Length; i++)
        {
            var (topic, content) = command.Messages[i];
            var ensured = creation.Ensure(topic, command.Publisher, command.Session, effects);
            receipts[i] = _deduplicating.IsTaken(command.Publisher, ensured, content, out var taken)
                ? Again(taken)
                : Take(command.Protocol, command.Publisher, ensured, content, effects);
        }

        effects.Answer(command.Reply, receipts);
    }

    private BrokerError? CheckPolicies(IReadOnlyList<(TopicName Topic, MessageContent Content)> messages)
    {
        var bytes = 0L;
        for (var i = 0; i < messages.Count; i++)
        {
            var (name, content) = messages[i];
            bytes += content.Bytes;
            if (CheckPolicy(name, state.Topics.Find(name.Value), content, bytes) is { } error)
                return error.Parameter is null ? error : error with { Parameter = $"messages[{i}].{error.Parameter}" };
        }

        return null;
    }

    // What is not stored needs no room in the store, once its topic is there.
    private BrokerError? CheckPolicy(TopicName name, Topic? topic, MessageContent content, long bytes)
    {
        var policy = topic?.Policy ?? state.Policies.For(name.Value);
        if (content.Body.Length > policy.PayloadBytesMax)
        {
            return BrokerError.PastLimit(
                "The payload is too large for its topic.", "message.body", policy.PayloadBytesMax.Value, content.Body.Length, "bytes");
        }

        return topic?.Policy.Durability == Durability.Memory ? null
            : bytes > state.RoomBytes ? BrokerError.StoreFull
            : state.IsFullOfHeld ? BrokerError.StoreHeld
            : null;
    }

    private bool HasMemoryFor(long bytes) => state.RetainedBytes + bytes <= state.Limits.RetainedBytesMax;

    private BrokerError? CheckMemory(IReadOnlyList<(TopicName Topic, MessageContent Content)> messages)
    {
        var limit = state.Limits.RetainedBytesMax;
        var after = state.RetainedBytes + messages.Reverse().DistinctBy(message => message.Topic).Sum(Growth);
        return after > limit
            ? BrokerError.PastLimit("The retained messages take all the memory they may.", "message", limit, after, "bytes")
            : null;
    }

    // A message takes the place of its topic's retained one, or clears it.
    private long Growth((TopicName Topic, MessageContent Content) message)
    {
        var topic = state.Topics.Find(message.Topic.Value);
        var isUnstored = state.Records is null || (topic?.Policy ?? state.Policies.For(message.Topic.Value)).Durability == Durability.Memory;
        var replaced = topic is null ? 0 : state.UnstoredRetained.GetValueOrDefault(topic.Index)?.Content.Bytes ?? 0;
        return (isUnstored && !message.Content.ClearRetained ? message.Content.Bytes : 0) - replaced;
    }

    private Receipt Again(in TakenMessage taken)
    {
        state.Counters.AddDeduplicated();
        return taken.Again;
    }

    private Receipt Take(Protocol protocol, string? publisher, Topic topic, MessageContent content, IList<Effect> effects)
    {
        var message = new PublishedMessage(topic, state.History.Next, state.Now, publisher, content);
        state.Counters.AddPublished(protocol);
        var superseded = topic.IsRetainedStored ? topic.RetainedSequence : 0;
        var supersededInMemory = superseded > 0 ? state.RetainedInMemory(topic) : null;
        var durability = Keep(message);
        var matched = appending.Append(message, effects);
        if (superseded > 0)
            dropping.DropSuperseded(topic, superseded, supersededInMemory);
        var receipt = new Receipt(message.Sequence, message.PublishedUtc, matched) { Durability = durability };
        _deduplicating.Remember(publisher, topic, content, receipt);
        return receipt;
    }

    private Durability Keep(PublishedMessage message)
    {
        if (state.Records is not { } records)
            return Durability.Memory;
        var topic = message.Topic;
        if (topic.Policy.Durability == Durability.Disk)
        {
            records.Add(new MessageAppended(new StoredMessage(message.Sequence, topic.Index, message.PublishedUtc, message.Publisher, message.Content)));
            topic.IsRetainedStored = !message.Content.ClearRetained;
            state.RoomBytes -= message.Content.Bytes;
            return Durability.Disk;
        }

        Reserve(message.Sequence, records);
        if (topic.IsRetainedStored)
            records.Add(new RetainedCleared(topic.Index));
        topic.IsRetainedStored = false;
        return Durability.Memory;
    }

    private void Reserve(long sequence, List<StoreRecord> records)
    {
        if (sequence <= state.ReservedThrough)
            return;
        state.ReservedThrough = sequence + ReservedSequences - 1;
        records.Add(new SequencesReserved(state.ReservedThrough));
    }
}
