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
    // So many full batches may wait: a commit of more would not be cheaper.
    private const int BatchesMax = 4;

    private readonly object _changing = new();
    private readonly IStore _store;
    private readonly BrokerLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILoopObserver? _observer;
    private readonly TouchedOutboxes _touched = new();
    private Batch _waiting = new();
    private Batch _taken = new();
    private TaskCompletionSource? _room;
    private BrokerError? _ended;
    private bool _completed;

    public CommitStage(IStore store, BrokerLimits limits, TimeProvider time, ILoopObserver? observer)
    {
        (_store, _limits, _time, _observer) = (store, limits, time, observer);
        Completion = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task Completion { get; }

    /// <summary>
    /// Takes over what a batch holds, for the next commit; to be waited for while the store is behind. When the stage has failed,
    /// so has the batch.
    /// </summary>
    public Task AddAsync(Batch batch)
    {
        lock (_changing)
        {
            if (_ended is null)
            {
                _waiting.Take(batch);

                // Whoever adds wakes the thread itself: through the pool it would wait behind the continuations of the last batch.
                Monitor.Pulse(_changing);
                return IsFull ? (_room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
            }
        }

        Fail(batch, _ended);
        return Task.CompletedTask;
    }

    public void Complete()
    {
        lock (_changing)
        {
            _completed = true;
            Monitor.Pulse(_changing);
        }
    }

    private bool IsFull => _waiting.Commands >= BatchesMax * _limits.CommandBatchMax || _waiting.Bytes >= BatchesMax * _limits.CommandBatchBytesMax;

    private void Run()
    {
        try
        {
            while (TakeWaiting())
                Commit();
        }
        catch (StoreException exception) when (exception.Fault == StoreFault.Full)
        {
            End(BrokerError.StoreFull);
            throw;
        }
        finally
        {
            End(BrokerError.OutcomeUnknown);
        }
    }

    // When the stage has failed, the state is ahead of the device: nobody may be told that all went well, and nothing more is stored.
    private void End(BrokerError error)
    {
        lock (_changing)
        {
            _ended ??= error;
            _room?.TrySetResult();
        }

        Fail(_taken, _ended);
        Fail(_waiting, _ended);
    }

    private bool TakeWaiting()
    {
        lock (_changing)
        {
            while (_waiting.IsEmpty && !_completed)
                Monitor.Wait(_changing);
            (_taken, _waiting) = (_waiting, _taken);
            _room?.SetResult();
            _room = null;
            return !_taken.IsEmpty;
        }
    }

    private static void Fail(Batch batch, BrokerError error)
    {
        foreach (var effect in batch.Effects)
            effect.Fail(error);
        batch.Clear();
    }

    private void Commit()
    {
        if (_taken.Records.Count > 0 || _taken.WantsUpkeep)
            Store(_taken.Records);
        foreach (var effect in _taken.Effects)
            effect.Release(_touched);
        _taken.Clear();
        _touched.Wake();
    }

    private void Store(List<StoreRecord> records)
    {
        var started = _time.GetTimestamp();
        _store.Commit(records);
        if (records.Count > 0)
            _observer?.Committed(records, _time.GetElapsedTime(started));
    }
}
