using System.Buffers;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// The encoded calls of one session that have ended and are not answered yet. Whoever ends a call never waits; those that end together
/// leave together.
/// </summary>
internal sealed class ReplyQueue(SessionOutput output, SessionCalls calls) : IThreadPoolWorkItem
{
    private const int BufferBytesKept = 16 << 10;

    private readonly Lock _lock = new();
    private List<EncodedCall> _ended = [];
    private List<EncodedCall> _taken = [];
    private ArrayBufferWriter<byte>? _buffer;
    private bool _isRunning;

    public void Add(EncodedCall call)
    {
        lock (_lock)
        {
            _ended.Add(call);
            if (_isRunning)
                return;
            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TryTake())
        {
            // A reply may wait for the next one, but not for a failure, of which nobody may be told.
            for (var i = 0; i < _taken.Count; i++)
                await AnswerAsync(_taken[i], more: i + 1 < _taken.Count && _taken[i + 1].Failure is null).ConfigureAwait(false);
            _taken.Clear();
        }
    }

    private bool TryTake()
    {
        lock (_lock)
        {
            (_ended, _taken) = (_taken, _ended);
            return _isRunning = _taken.Count > 0;
        }
    }

    private async ValueTask AnswerAsync(EncodedCall call, bool more)
    {
        try
        {
            if (call.Failure is { } failure)
                await calls.FailAsync(call, failure).ConfigureAwait(false);
            else
                await output.WriteAsync(Encode(call), default, default, more, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception unsent)
        {
            await calls.FailAsync(call, unsent).ConfigureAwait(false);
        }
        finally
        {
            calls.Leave(call);
        }
    }

    // Valid until the next call.
    private ReadOnlyMemory<byte> Encode(EncodedCall call)
    {
        if (_buffer is null or { Capacity: > BufferBytesKept })
            _buffer = new();
        _buffer.ResetWrittenCount();
        call.Operation.ReplyEnvelope!.Write(_buffer, call.Id, call);
        return _buffer.WrittenMemory;
    }
}
