using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace WcfBroker.ServiceModel.Http;

/// <summary>The body of a request as one piece of memory: as it lies in the pipe if it does so in one piece, or else a copy.</summary>
internal sealed class RequestBody(HttpRequest request, int bytesMax, CallLimit limit) : IDisposable
{
    private const int CopyBytesMin = 16 << 10;

    private readonly PipeReader _input = request.BodyReader;
    private SequencePosition? _unread;
    private byte[] _copy = [];

    /// <summary>Valid after <see cref="ReceiveAsync"/>, until this is disposed.</summary>
    public ArraySegment<byte> Bytes { get; private set; }

    /// <summary>What was taken of the limit.</summary>
    public int Weight { get; private set; }

    /// <exception cref="SoapRefusalException">The body is too large, or broken.</exception>
    public async ValueTask ReceiveAsync()
    {
        if (request.ContentLength > bytesMax)
            throw Refusals.TooLarge(bytesMax);
        try
        {
            while (!TryAdd(await _input.ReadAsync().ConfigureAwait(false)))
            {
                // More is to come.
            }
        }
        catch (BadHttpRequestException broken)
        {
            if (!TryAddRest())
                throw Refusals.Broken(broken);
        }
    }

    public void Dispose()
    {
        if (_unread is { } end)
            _input.AdvanceTo(end);
        if (_copy.Length > 0)
            ArrayPool<byte>.Shared.Return(_copy);
    }

    private bool TryAdd(ReadResult read)
    {
        var isWhole = read.IsCompleted || Bytes.Count + read.Buffer.Length == request.ContentLength;
        _unread = read.Buffer.End;
        if (Bytes.Count + read.Buffer.Length > bytesMax)
            throw Refusals.TooLarge(bytesMax);
        if (isWhole && _copy.Length == 0 && read.Buffer.IsSingleSegment && MemoryMarshal.TryGetArray(read.Buffer.First, out var bytes))
        {
            Take(bytes.Count);
            Bytes = bytes;
            return true;
        }

        Copy(read.Buffer);
        _input.AdvanceTo(read.Buffer.End);
        _unread = null;
        return isWhole;
    }

    // Kestrel calls a body broken once the client has closed its side, even if all of it has come: so PHP sends what is one-way.
    private bool TryAddRest()
    {
        var missing = request.ContentLength - Bytes.Count;
        if (missing is null || !HttpProtocol.IsHttp11(request.Protocol))
            return false;
        if (request.HttpContext.Features.Get<IConnectionTransportFeature>()?.Transport.Input is not { } connection || !connection.TryRead(out var read))
            return false;
        var isThere = missing <= read.Buffer.Length;
        if (isThere)
            Copy(read.Buffer.Slice(0, missing.Value));
        connection.AdvanceTo(read.Buffer.Start);
        return isThere;
    }

    private void Copy(ReadOnlySequence<byte> more)
    {
        var count = Bytes.Count + (int)more.Length;
        if (count > _copy.Length)
            Grow(Math.Max(count, Math.Max(CopyBytesMin, 2 * _copy.Length)));
        more.CopyTo(_copy.AsSpan(Bytes.Count));
        Bytes = new(_copy, 0, count);
    }

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes);
        var smaller = _copy;
        Bytes.AsSpan().CopyTo(larger);
        _copy = larger;
        if (smaller.Length > 0)
            ArrayPool<byte>.Shared.Return(smaller);
        Take(larger.Length - smaller.Length);
    }

    private void Take(int bytes)
    {
        if (!limit.TryTake(bytes))
            throw Refusals.Busy("the messages it holds are too large together");
        Weight += bytes;
    }
}
