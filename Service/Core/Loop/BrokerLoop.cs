using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Loop;

/// <summary>
/// The one loop: takes the commands that wait, applies them in order, then releases their effects in order. Whoever posts
/// a command is told of its outcome through the command's reply.
/// </summary>
public sealed class BrokerLoop : IAsyncDisposable
{
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(50);

    private static readonly ReportRoom NoRoom = new(0);

    private readonly Broker _broker;
    private readonly IStore? _store;
    private readonly TimeProvider _time;
    private readonly ILoopObserver? _observer;
    private readonly CommandQueue _queue;
    private readonly ITimer _ticker;
    private readonly TouchedOutboxes _touched = new();
    private readonly CommitStage? _commit;
    private readonly KeptReader? _reader;
    private readonly Batch _batch = new();
    private readonly Queue<Command> _taken = [];

    /// <summary>Starts the loop. With a store, effects are released when their records are stored.</summary>
    public BrokerLoop(Broker broker, TimeProvider time, IStore? store = null, ILoopObserver? observer = null)
    {
        _broker = broker;
        _store = store;
        _time = time;
        _observer = observer;
        _queue = new CommandQueue(broker.Limits);
        _ticker = time.CreateTimer(_ => PostTick(), null, TickPeriod, TickPeriod);
        if (store is not null)
        {
            _commit = new CommitStage(store, broker.Limits, time, observer);
            _reader = new KeptReader(store, this);
            broker.ReadWith(_reader.Read);
        }

        Completion = RunStagesAsync();
    }

    public Broker Broker => _broker;

    public BrokerLimits Limits => _broker.Limits;

    /// <summary>How many commands wait.</summary>
    public int Queued => _queue.Count;

    /// <summary>Ends when the loop has stopped; faulted if it could not go on.</summary>
    public Task Completion { get; }

    /// <summary>Hands a command in. A queue that is full refuses it at once: <see cref="ErrorCode.ServerBusy"/>.</summary>
    public void Post(Command command)
    {
        if (!_queue.TryAdd(command))
            command.Refuse(_queue.IsCompleted ? BrokerError.Stopping : BrokerError.Busy(Limits));
    }

    /// <summary>Hands a command in, and waits while the queue is full: so a sender is slowed, and nothing is lost.</summary>
    public ValueTask PostAsync(Command command, CancellationToken cancellation = default) =>
        _queue.TryAdd(command) ? ValueTask.CompletedTask : PostWaitingAsync(command, cancellation);

    /// <summary>Applies what is queued and lets nothing more in.</summary>
    public async Task StopAsync()
    {
        _queue.Complete();
        await Completion.ConfigureAwait(false);
    }

    /// <summary>Stops; whether it could go on until then is known from <see cref="Completion"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ticker.DisposeAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask PostWaitingAsync(Command command, CancellationToken cancellation)
    {
        if (!await _queue.AddAsync(command, cancellation).ConfigureAwait(false))
            command.Refuse(BrokerError.Stopping);
    }

    private void PostTick()
    {
        if (_broker.HasDeadlines)
            _queue.TryAdd(new Tick());
    }

    // A stage that fails ends the others.
    private async Task RunStagesAsync()
    {
        var applying = RunAsync();
        if (_commit is not null)
        {
            await Task.WhenAny(applying, _commit.Completion, _reader!.Completion).ConfigureAwait(false);
            _queue.Complete();
        }

        await applying.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _queue.WaitAsync().ConfigureAwait(false))
            {
                ApplyBatch();
                await PassOnAsync().ConfigureAwait(false);
            }

            _broker.Leave(_time.GetUtcNow().UtcDateTime, _batch.Effects);
            _broker.TakeRecords(_batch.Records);
        }
        finally
        {
            _queue.Complete();
            RefuseRest();
            _broker.Stop(_batch.Effects);
            await EndAsync().ConfigureAwait(false);
        }
    }

    private void RefuseRest()
    {
        do
        {
            while (_taken.TryDequeue(out var command))
                command.Refuse(BrokerError.Stopping);
            _queue.Take(_taken);
        }
        while (_taken.Count > 0);
    }

    private void ApplyBatch()
    {
        var started = _time.GetTimestamp();
        var taken = 0;
        try
        {
            var now = _time.GetUtcNow().UtcDateTime;
            _batch.Bytes += _queue.Take(_taken);
            taken = _taken.Count;
            _batch.Commands += taken;
            while (_taken.TryDequeue(out var command))
            {
                if (_store?.IsFull == true)
                    Apply(now, NoRoom);
                Apply(now, command);
            }
        }
        finally
        {
            _broker.TakeRecords(_batch.Records);
        }

        _observer?.Applied(taken, _time.GetElapsedTime(started));
    }

    // A command that cannot be applied ends the loop; nobody is left to wait for its answer.
    private void Apply(DateTime now, Command command)
    {
        var before = _batch.Effects.Count;
        _batch.WantsUpkeep |= command is TrimLog;
        try
        {
            _broker.Apply(now, command, _batch.Effects);
        }
        catch
        {
            _batch.Effects.RemoveRange(before, _batch.Effects.Count - before);
            command.Refuse(BrokerError.Stopping);
            throw;
        }
    }

    private Task PassOnAsync()
    {
        if (_commit is not null)
            return _commit.AddAsync(_batch);
        Release();
        return Task.CompletedTask;
    }

    private async Task EndAsync()
    {
        if (_commit is null)
        {
            Release();
            return;
        }

        await PassOnAsync().ConfigureAwait(false);
        _commit.Complete();
        try
        {
            await _commit.Completion.ConfigureAwait(false);
        }
        finally
        {
            _reader!.Complete();
            await _reader.Completion.ConfigureAwait(false);
        }
    }

    private void Release()
    {
        foreach (var effect in _batch.Effects)
            effect.Release(_touched);
        _batch.Clear();
        _touched.Wake();
    }
}
