using System.Collections.Immutable;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deduplication;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Messages;

/// <summary>Takes messages: gives each its sequence, keeps it, and says who receives it.</summary>
internal sealed class Publishing(BrokerState state, TopicCreation creation, Appending appending)
{
    private readonly Deduplicating _deduplicating = new(state);

    public void Apply(Publish command, ICollection<Effect> effects)
    {
        if (command.Content.Id is not null)
        {
            if (_deduplicating.Check(command.Publisher, [(command.Topic, command.Content)], _ => "message.id") is { } conflict)
            {
                effects.Refuse(command.Reply, conflict);
                return;
            }

            if (_deduplicating.Find(command.Publisher, command.Topic, command.Content) is { } earlier)
            {
                effects.Answer(command.Reply, earlier);
                return;
            }
        }

        if ((CheckStore() ?? creation.Check(command.Topic)
            ?? (HasMemoryFor(command.Bytes) ? null : CheckMemory([(command.Topic, command.Content)]))) is { } error)
            effects.Refuse(command.Reply, error);
        else
            effects.Answer(command.Reply, Take(command.Session, command.Publisher, command.Topic, command.Content, effects));
    }

    public void Apply(PublishBatch command, ICollection<Effect> effects)
    {
        if ((_deduplicating.Check(command.Publisher, command.Messages, i => $"messages[{i}].message.id")
            ?? CheckStore()
            ?? creation.Check(command.Messages.Select(message => message.Topic))
            ?? (HasMemoryFor(command.Bytes) ? null : CheckMemory(command.Messages))) is { } error)
        {
            effects.Refuse(command.Reply, error);
            return;
        }

        var receipts = new Receipt[command.Messages.Count];
        for (var i = 0; i < receipts.Length; i++)
        {
            var (topic, content) = command.Messages[i];
            receipts[i] = _deduplicating.Find(command.Publisher, topic, content)
                ?? Take(command.Session, command.Publisher, topic, content, effects);
        }

        effects.Answer(command.Reply, receipts);
    }

    private BrokerError? CheckStore() => state.HasRoom ? null : BrokerError.StoreFull;

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
        var replaced = state.Topics.Find(message.Topic.Value)?.Last?.Content.Bytes ?? 0;
        return (message.Content.ClearRetained ? 0 : message.Content.Bytes) - replaced;
    }

    private Receipt Take(SessionId? session, string? publisher, TopicName name, MessageContent content, ICollection<Effect> effects)
    {
        var topic = creation.Ensure(name, session, effects);
        var message = new PublishedMessage(topic, state.History.Next, state.Now, publisher, content);
        var record = state.Records is null
            ? null
            : new MessageAppended(new StoredMessage(message.Sequence, topic.Index, message.PublishedUtc, publisher, content));
        var matched = appending.Append(message, record, effects);
        var receipt = new Receipt(message.Sequence, message.PublishedUtc, matched);
        _deduplicating.Remember(publisher, name, content, receipt);
        return receipt;
    }
}
