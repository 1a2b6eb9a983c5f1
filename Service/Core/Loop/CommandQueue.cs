using System.Threading.Tasks.Sources;
using WcfBroker.Core.Commands;

namespace WcfBroker.Core.Loop;

/// <summary>Commands that wait to be applied, bounded in number and in bytes.</summary>
internal sealed class CommandQueue(BrokerLimits limits) : IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private readonly Lock _changing = new();
    private readonly Queue<Command> _commands = [];
    private TaskCompletionSource _room = NewRoom();
    private ManualResetValueTaskSourceCore<bool> _reader;
    private bool _isReaderWaiting;
    private long _bytes;
    private int _waiters;

    public bool IsCompleted { get; private set; }

    public int Count => _commands.Count;

    /// <summary>Adds a command if there is room; a command larger than all room is let in alone.</summary>
    public bool TryAdd(Command command)
    {
        var bytes = command.Bytes;
        lock (_changing)
        {
            if (IsCompleted || _commands.Count >= limits.CommandsMax || (_bytes > 0 && _bytes + bytes > limits.CommandBytesMax))
                return false;
            _bytes += bytes;
            _commands.Enqueue(command);
            WakeReader();
            return true;
        }
    }

    /// <summary>Adds a command as soon as there is room.</summary>
    /// <returns>False if the queue was completed.</returns>
    public async ValueTask<bool> AddAsync(Command command, CancellationToken cancellation)
    {
        if (TryAdd(command))
            return true;
        Interlocked.Increment(ref _waiters);
        try
        {
            while (true)
            {
                // Whatever makes room or completes the queue after this line ends this task.
                var room = Volatile.Read(ref _room).Task;
                if (TryAdd(command))
                    return true;
                if (IsCompleted)
                    return false;
                await room.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }
    }

    /// <summary>Waits until there are commands, for one reader; false if there will be none.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_changing)
        {
            if (_commands.Count > 0 || IsCompleted)
                return ValueTask.FromResult(_commands.Count > 0);
            _reader.Reset();
            _isReaderWaiting = true;
            return new(this, _reader.Version);
        }
    }

    /// <summary>Moves as many commands as make a batch, and lets those in who wait for room.</summary>
    /// <returns>The bytes that they hold.</returns>
    public long Take(Queue<Command> batch)
    {
        var taken = 0L;
        lock (_changing)
        {
            while (batch.Count < limits.CommandBatchMax && taken < limits.CommandBatchBytesMax && _commands.TryDequeue(out var command))
            {
                taken += command.Bytes;
                batch.Enqueue(command);
            }

            _bytes -= taken;
        }

        if (Volatile.Read(ref _waiters) > 0)
            Interlocked.Exchange(ref _room, NewRoom()).SetResult();
        return taken;
    }

    public void Complete()
    {
        lock (_changing)
        {
            IsCompleted = true;
            WakeReader();
        }

        Interlocked.Exchange(ref _room, NewRoom()).SetResult();
    }

    void IThreadPoolWorkItem.Execute() => _reader.SetResult(!IsCompleted || _commands.Count > 0);

    bool IValueTaskSource<bool>.GetResult(short token) => _reader.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _reader.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reader.OnCompleted(continuation, state, token, flags);

    // Behind what else waits in the pool: whoever is about to add a command comes first, and a batch gathers.
    private void WakeReader()
    {
        if (_isReaderWaiting)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        _isReaderWaiting = false;
    }

    private static TaskCompletionSource NewRoom() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
