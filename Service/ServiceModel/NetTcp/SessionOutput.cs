using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.ServiceModel;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// Writes the frames of one session, one writer at a time in the order they came. A writer leaves when its frame is in the pipe;
/// while the pipe is full, because the peer does not read, the next one waits, so little more than one frame lies above the pipe's limit.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never taken holds nothing to dispose.")]
internal sealed class SessionOutput(PipeWriter output, SessionTable table, TimeProvider time, CancellationToken closed)
{
    // So many bytes wait for more at the most, well below what the pipe holds.
    private const int UnflushedBytesMax = 16 << 10;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isTableSent;
    private volatile bool _isEnded;
    private long _lastWrite = time.GetTimestamp();

    /// <summary>How long nothing was sent.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _lastWrite));

    /// <summary>Writes an envelope that is the slices between head and tail. It may wait for another to follow, if more is to come.</summary>
    /// <exception cref="CommunicationException">The session has ended.</exception>
    public ValueTask WriteAsync(
        ReadOnlyMemory<byte> head,
        ReadOnlyMemory<ReadOnlyMemory<byte>> slices,
        ReadOnlyMemory<byte> tail,
        bool more,
        CancellationToken cancellationToken)
    {
        if (!_gate.Wait(0, CancellationToken.None))
            return WaitAndWriteAsync(head, slices, tail, more, cancellationToken);
        Write(head.Span, slices.Span, tail.Span, more);
        return default;
    }

    /// <summary>
    /// Writes the last record, after all frames and only once: a fault or else End. Returns when it is on its way to the peer.
    /// </summary>
    public async Task EndAsync(string? fault, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isEnded)
                return;
            _isEnded = true;
            if (fault is null)
                SessionFrame.WriteEnd(output);
            else
                FaultRecord.Write(output, fault);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Lets go of the pipe once nobody writes to it. The connection was aborted, or all that was written can be sent.</summary>
    public async Task CompleteAsync()
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            _isEnded = true;
            await output.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static CommunicationException Ended() => new("The session has ended.");

    private async ValueTask WaitAndWriteAsync(
        ReadOnlyMemory<byte> head,
        ReadOnlyMemory<ReadOnlyMemory<byte>> slices,
        ReadOnlyMemory<byte> tail,
        bool more,
        CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed);
        try
        {
            await _gate.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Ended();
        }

        Write(head.Span, slices.Span, tail.Span, more);
    }

    // The gate is held; it is released when the pipe can take more.
    private void Write(ReadOnlySpan<byte> head, ReadOnlySpan<ReadOnlyMemory<byte>> slices, ReadOnlySpan<byte> tail, bool more)
    {
        try
        {
            if (_isEnded || closed.IsCancellationRequested)
                throw Ended();
            WriteFrame(head, slices, tail);
        }
        catch
        {
            _gate.Release();
            throw;
        }

        if (more && output.UnflushedBytes < UnflushedBytesMax)
        {
            _gate.Release();
            return;
        }

        Volatile.Write(ref _lastWrite, time.GetTimestamp());
        var flush = output.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully)
            Flushed(flush.Result);
        else
            _ = FlushAsync(flush);
    }

    private void WriteFrame(ReadOnlySpan<byte> head, ReadOnlySpan<ReadOnlyMemory<byte>> slices, ReadOnlySpan<byte> tail)
    {
        var tableBytes = _isTableSent ? EmptyTable : table.Encoded.Span;
        var size = (long)tableBytes.Length + head.Length + tail.Length;
        foreach (var slice in slices)
            size += slice.Length;
        SessionFrame.WriteHeader(output, checked((int)size));
        output.Write(tableBytes);
        _isTableSent = true;
        output.Write(head);
        foreach (var slice in slices)
            output.Write(slice.Span);
        output.Write(tail);
    }

    private static ReadOnlySpan<byte> EmptyTable => [0];

    private void Flushed(FlushResult result)
    {
        _isEnded |= result.IsCompleted;
        _gate.Release();
    }

    private async Task FlushAsync(ValueTask<FlushResult> flush)
    {
        var result = new FlushResult(isCanceled: false, isCompleted: true);
        try
        {
            result = await flush.ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException)
        {
            // The receiving side sees the same break and logs why the session ended.
        }
        finally
        {
            Flushed(result);
        }
    }
}
