namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// Holds back one receiver while the messages it let in weigh too much. A single message is always let in, whatever its weight.
/// </summary>
internal sealed class ByteBudget(int bytesMax)
{
    private readonly Lock _lock = new();
    private long _taken;
    private int _awaited;
    private TaskCompletionSource? _room;

    public ValueTask TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (HasRoom(bytes))
            {
                _taken += bytes;
                return default;
            }

            _awaited = bytes;
            _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(_room.Task.WaitAsync(cancellationToken));
        }
    }

    public void Return(int bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            if (_room is null || !HasRoom(_awaited))
                return;
            _taken += _awaited;
            _room.TrySetResult();
            _room = null;
        }
    }

    private bool HasRoom(int bytes) => _taken == 0 || _taken + bytes <= bytesMax;
}
