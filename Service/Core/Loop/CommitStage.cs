using System.Threading.Channels;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Loop;

/// <summary>
/// The second stage of the loop: stores the records of what the first has decided, all that waits in one commit, and only
/// then releases the effects. It has a thread of its own: while that waits for the device, the pool works on.
/// </summary>
internal sealed class CommitStage
{
    private const int BatchesMax = 8;

    private readonly Channel<Batch> _batches = Channel.CreateBounded<Batch>(
        new BoundedChannelOptions(BatchesMax) { SingleReader = true, SingleWriter = true });

    private readonly object _added = new();
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly ILoopObserver? _observer;
    private readonly List<Batch> _taken = [];
    private readonly List<StoreRecord> _records = [];
    private readonly TouchedOutboxes _touched = new();
    private BrokerError _failed = BrokerError.OutcomeUnknown;

    public CommitStage(IStore store, TimeProvider time, ILoopObserver? observer)
    {
        (_store, _time, _observer) = (store, time, observer);
        Completion = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task Completion { get; }

    /// <summary>Hands a batch over; waits while the store is behind. When it has failed, so has the batch.</summary>
    public async ValueTask AddAsync(Batch batch)
    {
        while (!_batches.Writer.TryWrite(batch))
        {
            if (await _batches.Writer.WaitToWriteAsync().ConfigureAwait(false))
                continue;
            Fail([batch], _failed);
            return;
        }

        Wake();
    }

    public void Complete()
    {
        _batches.Writer.TryComplete();
        Wake();
    }

    private void Run()
    {
        try
        {
            while (Wait())
                Commit();
        }
        catch (StoreException exception)
        {
            // The state is ahead of the device: nobody may be told that all went well, and nothing more is stored.
            if (exception.Fault == StoreFault.Full)
                _failed = BrokerError.StoreFull;
            Complete();
            Take();
            Fail(_taken, _failed);
            throw;
        }
    }

    // Whoever adds wakes this thread itself: through the pool it would wait behind the continuations of the last batch.
    private void Wake()
    {
        lock (_added)
            Monitor.Pulse(_added);
    }

    private bool Wait()
    {
        lock (_added)
        {
            while (!_batches.Reader.TryPeek(out _) && !_batches.Reader.Completion.IsCompleted)
                Monitor.Wait(_added);
        }

        return !_batches.Reader.Completion.IsCompleted;
    }

    private static void Fail(IEnumerable<Batch> batches, BrokerError error)
    {
        foreach (var effect in batches.SelectMany(batch => batch.Effects))
            effect.Fail(error);
    }

    private void Commit()
    {
        Take();
        _records.Clear();
        foreach (var batch in _taken)
            _records.AddRange(batch.Records);
        if (_records.Count > 0 || _taken.Exists(batch => batch.WantsUpkeep))
            Store();
        foreach (var effect in _taken.SelectMany(batch => batch.Effects))
            effect.Release(_touched);
        _taken.Clear();
        _touched.Wake();
    }

    private void Store()
    {
        var started = _time.GetTimestamp();
        _store.Commit(_records);
        if (_records.Count > 0)
            _observer?.Committed(_records, _time.GetElapsedTime(started));
    }

    private void Take()
    {
        while (_batches.Reader.TryRead(out var batch))
            _taken.Add(batch);
    }
}
