using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Model;

/// <summary>What a store has to say, found in the most obvious way.</summary>
internal sealed class NaiveStore
{
    public List<string> Topics { get; } = [];

    public List<StoredMessage> Messages { get; } = [];

    public SortedDictionary<int, long> Retained { get; } = [];

    public SortedDictionary<int, (StoredSubscription Subscription, long Cursor, SortedDictionary<long, Hole> Holes)> Subscriptions { get; } = [];

    public SortedDictionary<long, DeadLetter> Dead { get; } = [];

    public long Head { get; private set; }

    public long Reserved { get; private set; }

    public long First { get; private set; } = 1;

    public IEnumerable<StoredMessage> Log => Messages.Where(message => message.Sequence >= First);

    public string Snapshot => Contract.Snapshot.Of(
        new StoreState
        {
            HeadSequence = Head,
            ReservedSequence = Reserved,
            FirstSequence = First,
            TopicNames = Topics.Select(name => $"{name}\n".AsMemory()),
            RetainedSequences = Topics.Select((_, id) => Retained.GetValueOrDefault(id)).ToArray(),
            Subscriptions = [.. Subscriptions.Values.Select(entry => new SubscriptionState(entry.Subscription, entry.Cursor, [.. entry.Holes.Values]))],
            DeadLetters = [.. Dead.Values.OrderBy(letter => letter.Message.Sequence).Select(letter => letter.Key)],
        },
        Log,
        Dead.Values.OrderBy(letter => letter.Message.TopicId).ThenBy(letter => letter.Message.Sequence));

    public void Apply(StoreRecord record)
    {
        switch (record)
        {
            case TopicCreated created:
                Topics.Add(created.Name);
                break;
            case MessageAppended appended:
                Append(appended.Message);
                break;
            case SequencesReserved sequences:
                Reserved = sequences.Through;
                break;
            case RetainedCleared cleared:
                Retained.Remove(cleared.TopicId);
                break;
            case SubscriptionCreated created:
                Subscriptions.Add(created.Subscription.Id, (created.Subscription, created.Cursor, []));
                break;
            case SubscriptionChanged changed:
                Subscriptions[changed.Subscription.Id] = Subscriptions[changed.Subscription.Id] with { Subscription = changed.Subscription };
                break;
            case SubscriptionDeleted deleted:
                Subscriptions.Remove(deleted.SubscriptionId);
                break;
            case Acknowledged acknowledged:
                Acknowledge(acknowledged);
                break;
            case AttemptCounted counted:
                Subscriptions[counted.SubscriptionId].Holes[counted.Hole.Sequence] = counted.Hole;
                break;
            case DeadLettered dead:
                Dead.Add(dead.Letter.Message.Sequence, dead.Letter);
                Append(dead.Letter.Message);
                Acknowledge(dead.Acknowledgement);
                break;
            case DeadLetterDropped dropped:
                DropLetter(dropped.Sequence);
                break;
            case LogTrimmed trimmed:
                First = trimmed.FirstSequence;
                break;
            case MessagesDropped dropped:
                Messages.RemoveAll(message => dropped.Ranges.Any(range => range.Contains(message.Sequence)) && !IsKept(message));
                break;
        }

        Messages.RemoveAll(message => message.Sequence < First && !IsKept(message));
    }

    private void Append(StoredMessage message)
    {
        Messages.Add(message);
        Head = message.Sequence;
        if (message.Content.ClearRetained)
            Retained.Remove(message.TopicId);
        else
            Retained[message.TopicId] = message.Sequence;
    }

    private void Acknowledge(Acknowledged acknowledged)
    {
        var (subscription, cursor, holes) = Subscriptions[acknowledged.SubscriptionId];
        foreach (var sequence in acknowledged.Opened.Where(sequence => !holes.ContainsKey(sequence)))
            holes[sequence] = new Hole(sequence, 0, null);
        foreach (var sequence in acknowledged.Closed)
            holes.Remove(sequence);
        Subscriptions[acknowledged.SubscriptionId] = (subscription, Math.Max(cursor, acknowledged.Cursor), holes);
    }

    private void DropLetter(long sequence)
    {
        if (!Dead.Remove(sequence, out var letter))
            return;
        Messages.RemoveAll(message => message.Sequence == sequence);
        if (Retained.GetValueOrDefault(letter.Message.TopicId) == sequence)
            Retained.Remove(letter.Message.TopicId);
    }

    private bool IsKept(StoredMessage message) =>
        Retained.GetValueOrDefault(message.TopicId) == message.Sequence || Dead.ContainsKey(message.Sequence);
}
