using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;

namespace WcfBroker.Fuzz.Targets;

/// <summary>What a client of HTTP begins with, at once and byte by byte: both end the same, and what is handed on is whole.</summary>
internal sealed class HeadTarget : IFuzzTarget, IConnectionLifetimeNotificationFeature
{
    private static readonly PipeOptions Inline = new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false);

    private readonly RequestHeadGate _gate = new(new HttpOptions { RequestLineBytesMax = 1_024 }, new FixedTime());

    public CancellationToken ConnectionClosedRequested { get; set; }

    public void RequestClose()
    {
        // Nothing here asks a client to go.
    }

    public void Run(byte[] input)
    {
        var (handed, answer) = Serve(input, input.Length);
        if (handed is null && (EndsItsHead(input) || (answer.Length == 0) != (input.Length == 0)))
            throw new InvalidOperationException("What came is neither handed on nor answered.");
        if (handed is not null && (answer.Length > 0 || !handed.AsSpan().SequenceEqual(input)))
            throw new InvalidOperationException("What is handed on is not what came.");
        var (handedLater, answerLater) = Serve(input, 1);
        if ((handed is null) != (handedLater is null) || !handedLater.AsSpan().SequenceEqual(handed) || !answerLater.AsSpan().SequenceEqual(answer))
            throw new InvalidOperationException("Byte by byte it ends otherwise.");
    }

    /// <summary>What the gate hands on, if it does, and what it answers, when the client sends so many bytes at a time and ends.</summary>
    private (byte[]? Handed, byte[] Answer) Serve(byte[] input, int pieceBytes)
    {
        var pipe = new Pipe(Inline);
        var answer = new MemoryStream();
        var handed = default(MemoryStream);
        var connection = new BytesConnection(pipe.Reader, answer);
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(this);
        var serving = _gate.OnConnectedAsync(connection, served => served.Transport.Input.CopyToAsync(handed = new MemoryStream()));
        foreach (var piece in input.Chunk(Math.Max(pieceBytes, 1)))
            pipe.Writer.WriteAsync(piece).AsTask().GetAwaiter().GetResult();
        pipe.Writer.Complete();
        serving.GetAwaiter().GetResult();
        return (handed?.ToArray(), answer.ToArray());
    }

    private static bool EndsItsHead(ReadOnlySpan<byte> input) => input.IndexOf("\n\n"u8) >= 0 || input.IndexOf("\n\r\n"u8) >= 0;
}
