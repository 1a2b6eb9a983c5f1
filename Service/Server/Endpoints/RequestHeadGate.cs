using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Endpoints;

/// <summary>Keeps a new connection until its first request's headers are there, so that one which never has any does not cost what serving HTTP takes.</summary>
internal sealed class RequestHeadGate(HttpOptions options, TimeProvider time)
{
    // A space, HTTP/1.1 and perhaps a carriage return.
    private const int VersionBytesMax = 10;

    public void Use(ListenOptions listen) => listen.Use(next => connection => OnConnectedAsync(connection, next));

    /// <summary>Hands the connection on, with all that has come, or ends it.</summary>
    internal async Task OnConnectedAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await HasRequestAsync(connection).ConfigureAwait(false))
            await next(connection).ConfigureAwait(false);
    }

    private async Task<bool> HasRequestAsync(ConnectionContext connection)
    {
        try
        {
            if (await WaitAsync(connection).ConfigureAwait(false) is not { } refusal)
                return true;
            await connection.Transport.Output.WriteAsync(refusal).ConfigureAwait(false);
            return false;
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            // The peer has gone before it asked for anything, so nobody is to be told.
            return false;
        }
    }

    /// <summary>Waits for what is Kestrel's to judge: whole headers, no request at all, more than is looked at here, or a stop of the server.</summary>
    /// <returns>Null, or what is to be said when the time is over or the client has ended before; empty if it has sent nothing.</returns>
    private async Task<byte[]?> WaitAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var closing = connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().ConnectionClosedRequested;
        using var stop = closing.UnsafeRegister(Cancel, input);
        using var deadline = time.CreateTimer(Cancel, input, options.IdleTimeout, Timeout.InfiniteTimeSpan);
        for (long looked = 0, had = 0; ;)
        {
            var read = await input.ReadAsync().ConfigureAwait(false);
            var head = read.Buffer;
            var isForKestrel = closing.IsCancellationRequested || head.Length >= options.RequestLineBytesMax || !IsHead(head, ref looked);
            if (had == 0 && !head.IsEmpty)
                deadline.Change(options.HeadersTimeout, Timeout.InfiniteTimeSpan);
            had = head.Length;
            input.AdvanceTo(head.Start, isForKestrel ? head.Start : head.End);
            if (isForKestrel)
                return null;
            if (read.IsCompleted || read.IsCanceled)
                return had == 0 ? [] : Refusal(read.IsCompleted ? "400 Bad Request" : "408 Request Timeout");
        }
    }

    private static void Cancel(object? input) => ((PipeReader)input!).CancelPendingRead();

    private static bool IsHead(in ReadOnlySequence<byte> head, ref long looked)
    {
        var lines = new SequenceReader<byte>(head.Slice(looked));
        while (lines.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            if (looked == 0 ? !EndsInVersion(line) : line.PositionOf((byte)':') is null)
                return false;
            looked += line.Length + 1;
        }

        return true;
    }

    private static bool EndsInVersion(in ReadOnlySequence<byte> line) =>
        line.Slice(Math.Max(0, line.Length - VersionBytesMax)).ToArray().AsSpan().IndexOf(" HTTP/1."u8) >= 0;

    private byte[] Refusal(string status) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\nDate: {time.GetUtcNow():r}\r\n\r\n"));
}
