using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Model;

/// <summary>Runs steps against a store and against the naive one, and compares what they say whenever the store is opened again.</summary>
internal sealed class Schedule(StoreHost host)
{
    private readonly NaiveStore _naive = new();
    private readonly List<StoreRecord> _batch = [];
    private int _lastSubscription;

    public void Run(IEnumerable<Step> steps)
    {
        Take(new TopicCreated(0, "/"));
        foreach (var step in steps)
            Run(step);
        Compare();
        host.Reopen();
        Compare();
    }

    private void Run(Step step)
    {
        if (step.Kind is StepKind.Commit or StepKind.Reopen or StepKind.Crash)
        {
            Commit();
            if (step.Kind == StepKind.Commit)
                return;
            if (step.Kind == StepKind.Reopen)
                host.Reopen();
            else
                host.Crash();
            Compare();
        }
        else if (Record(step) is { } record)
        {
            Take(record);
        }
    }

    private StoreRecord? Record(Step step) => step.Kind switch
    {
        StepKind.CreateTopic => Samples.Topic(_naive.Topics.Count),
        StepKind.Publish => Samples.Message(NextSequence(step), TopicOf(step), Samples.Content(step.A + step.B), step.B % 2 == 0 ? null : $"p{step.B}"),
        StepKind.ClearByMessage => Samples.Message(NextSequence(step), TopicOf(step), new MessageContent { ClearRetained = true }),
        StepKind.ClearRetained => new RetainedCleared(TopicOf(step)),
        StepKind.Reserve => new SequencesReserved(Math.Max(_naive.Reserved, _naive.Head) + 1 + step.A),
        StepKind.Subscribe => new SubscriptionCreated(Samples.Subscription(++_lastSubscription, step.A), step.B),
        StepKind.DropDeadLetter => PickDeadLetter(step) is { } letter ? new DeadLetterDropped(letter) : null,
        StepKind.Trim => new LogTrimmed(_naive.First + (step.A * (Math.Max(_naive.Head, _naive.Reserved) + 1 - _naive.First) / 20)),
        StepKind.Drop => new MessagesDropped([new(_naive.First + step.A, _naive.First + step.A + step.B), new(_naive.Head - 1, _naive.Head)]),
        _ => _naive.Subscriptions.Count == 0 ? null : OfSubscription(step, _naive.Subscriptions.Keys.ElementAt(step.A % _naive.Subscriptions.Count)),
    };

    private StoreRecord? OfSubscription(Step step, int id) => step.Kind switch
    {
        StepKind.ChangeSubscription => new SubscriptionChanged(Samples.Subscription(id, step.B)),
        StepKind.DeleteSubscription => new SubscriptionDeleted(id),
        StepKind.Acknowledge => Acknowledgement(step, id),
        StepKind.CountAttempt => new AttemptCounted(id, new Hole(_naive.Head - step.B, step.B, step.B % 2 == 0 ? null : Samples.TimeOf(step.B))),
        StepKind.DeadLetter => Samples.DeadLetter(NextSequence(step), TopicOf(step), _naive.Head, Acknowledgement(step, id), step.A + step.B),
        _ => null,
    };

    private Acknowledged Acknowledgement(Step step, int id)
    {
        var (_, cursor, holes) = _naive.Subscriptions[id];
        return new Acknowledged(id, cursor + (step.B % 4))
        {
            Opened = step.B % 4 > 1 ? [cursor + 1, cursor + 2] : [],
            Closed = [.. holes.Keys.Where((_, i) => (i + step.B) % 3 == 0)],
        };
    }

    private long? PickDeadLetter(Step step) => _naive.Dead.Count == 0 ? null : _naive.Dead.Keys.ElementAt(step.A % _naive.Dead.Count);

    // Some sequences belong to messages that are not stored.
    private long NextSequence(Step step) => Math.Max(_naive.Head + 1, _naive.First) + (step.B % 3 == 0 ? step.B % 2 : 0);

    private int TopicOf(Step step) => step.A % _naive.Topics.Count;

    private void Take(StoreRecord record)
    {
        _naive.Apply(record);
        _batch.Add(record);
    }

    private void Commit()
    {
        host.Store.Commit(_batch);
        _batch.Clear();
    }

    private void Compare()
    {
        Commit();
        Assert.AreEqual(_naive.Snapshot, Snapshot.Of(host.Store));
        for (var sequence = 1L; sequence <= _naive.Head; sequence++)
        {
            var expected = _naive.Messages.Where(message => message.Sequence == sequence).Select(Snapshot.Text).SingleOrDefault();
            Assert.AreEqual(expected, host.Store.Find(sequence) is { } found ? Snapshot.Text(found) : null);
        }

        for (var from = 0L; from <= _naive.Head + 1; from += 3)
        {
            var time = Samples.TimeOf(from);
            var expected = _naive.Log.Where(message => message.PublishedUtc >= time).Select(message => message.Sequence).FirstOrDefault(_naive.Log.Any() ? _naive.Log.Last().Sequence + 1 : _naive.First);
            Assert.AreEqual(expected, host.Store.FirstAt(time));
        }
    }
}
