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
internal sealed class Publishing(BrokerState state, TopicCreation creation)
{
    private readonly Deduplicating _deduplicating = new(state);
    private readonly ImmutableArray<Subscription>.Builder _recipients = ImmutableArray.CreateBuilder<Subscription>();

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

        if ((CheckStore(command.Bytes) ?? creation.Check(command.Topic)
            ?? (HasMemoryFor(command.Bytes) ? null : CheckMemory([(command.Topic, command.Content)]))) is { } error)
            effects.Refuse(command.Reply, error);
        else
            effects.Answer(command.Reply, Take(command.Session, command.Publisher, command.Topic, command.Content, effects));
    }

    public void Apply(PublishBatch command, ICollection<Effect> effects)
    {
        if ((_deduplicating.Check(command.Publisher, command.Messages, i => $"messages[{i}].message.id")
            ?? CheckStore(command.Bytes)
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

    private BrokerError? CheckStore(long bytes) => bytes <= state.RoomBytes ? null : BrokerError.StoreFull;

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
        state.History.Add(message);
        state.RoomBytes -= content.Bytes;
        state.Records?.Add(new MessageAppended(new StoredMessage(message.Sequence, topic.Index, message.PublishedUtc, publisher, content)));
        topic.LastSequence = message.Sequence;
        topic.MessageCount++;
        if (content.ClearRetained)
            ClearRetained(topic);
        else
            Retain(topic, message);
        var matched = state.Index.Recipients(topic);
        var recipients = Live(matched, message.Sequence);
        if (!recipients.IsEmpty)
            effects.Add(new Deliver(message, recipients));
        var receipt = new Receipt(message.Sequence, message.PublishedUtc, matched.Length);
        _deduplicating.Remember(publisher, name, content, receipt);
        return receipt;
    }

    private void Retain(Topic topic, PublishedMessage message)
    {
        state.RetainedBytes += message.Content.Bytes - (topic.Last?.Content.Bytes ?? 0);
        topic.Last = message;
        for (var above = topic; above is not null; above = above.Parent)
            above.LastBelow = message;
    }

    private void ClearRetained(Topic topic)
    {
        if (topic.Last is not { } cleared)
            return;
        state.RetainedBytes -= cleared.Content.Bytes;
        topic.Last = null;
        for (var above = topic; above is not null; above = above.Parent)
            above.ForgetBelow(cleared);
    }

    // A subscription that catches up finds the message in the history, and one session may want it only once.
    private ImmutableArray<Subscription> Live(ImmutableArray<Subscription> matched, long sequence)
    {
        for (var i = 0; i < matched.Length; i++)
        {
            if (!Receives(matched[i], sequence))
                return Without(matched, i, sequence);
        }

        return matched;
    }

    private ImmutableArray<Subscription> Without(ImmutableArray<Subscription> matched, int first, long sequence)
    {
        _recipients.Clear();
        _recipients.AddRange(matched, first);
        for (var i = first + 1; i < matched.Length; i++)
        {
            if (Receives(matched[i], sequence))
                _recipients.Add(matched[i]);
        }

        return _recipients.ToImmutable();
    }

    private static bool Receives(Subscription subscription, long sequence) =>
        subscription.Backlog is null && IsFirst(subscription.Session, sequence);

    private static bool IsFirst(Session session, long sequence)
    {
        if (session.OncePerMessage && session.LastMatchedSequence == sequence)
            return false;
        session.LastMatchedSequence = sequence;
        return true;
    }
}
