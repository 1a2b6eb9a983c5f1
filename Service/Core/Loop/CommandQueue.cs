using System.Threading.Channels;
using WcfBroker.Core.Commands;

namespace WcfBroker.Core.Loop;

/// <summary>Commands that wait to be applied, bounded in number and in bytes.</summary>
internal sealed class CommandQueue(BrokerLimits limits)
{
    private readonly Channel<Command> _channel = Channel.CreateBounded<Command>(
        new BoundedChannelOptions(limits.CommandsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Lock _adding = new();
    private TaskCompletionSource _room = NewRoom();
    private long _bytes;
    private int _waiters;

    public bool IsCompleted { get; private set; }

    public int Count => _channel.Reader.Count;

    /// <summary>Adds a command if there is room; a command larger than all room is let in alone.</summary>
    public bool TryAdd(Command command)
    {
        var bytes = command.Bytes;
        lock (_adding)
        {
            var before = Volatile.Read(ref _bytes);
            if (before > 0 && before + bytes > limits.CommandBytesMax)
                return false;
            Interlocked.Add(ref _bytes, bytes);
            if (_channel.Writer.TryWrite(command))
                return true;
            Interlocked.Add(ref _bytes, -bytes);
            return false;
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

    public ValueTask<bool> WaitAsync() => _channel.Reader.WaitToReadAsync();

    public bool TryTake(out Command command)
    {
        if (!_channel.Reader.TryRead(out command!))
            return false;
        Interlocked.Add(ref _bytes, -command.Bytes);
        return true;
    }

    /// <summary>Lets those in who wait for room. Called once after a batch was taken.</summary>
    public void AnnounceRoom()
    {
        if (Volatile.Read(ref _waiters) > 0)
            Interlocked.Exchange(ref _room, NewRoom()).SetResult();
    }

    public void Complete()
    {
        IsCompleted = true;
        _channel.Writer.TryComplete();
        Interlocked.Exchange(ref _room, NewRoom()).SetResult();
    }

    private static TaskCompletionSource NewRoom() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
