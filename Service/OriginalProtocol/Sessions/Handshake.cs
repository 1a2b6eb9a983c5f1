using System.Buffers;
using System.IO.Pipelines;
using WcfBroker.Core.Errors;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>The first frame of a connection: the name of the mechanism, never answered.</summary>
internal static class Handshake
{
    // A longer name is refused before it has arrived.
    private const int NameBytesMax = 64;

    /// <summary>Reads the client's choice; null if it leaves without one.</summary>
    public static async ValueTask<Mechanism?> ReadAsync(PipeReader input, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellation);
            var mechanism = TryRead(result.Buffer, out var consumed);
            input.AdvanceTo(consumed, mechanism is null ? result.Buffer.End : consumed);
            if (mechanism is not null || result.IsCompleted || result.IsCanceled)
                return mechanism;
        }
    }

    private static Mechanism? TryRead(in ReadOnlySequence<byte> buffer, out SequencePosition consumed)
    {
        var reader = new SequenceReader<byte>(buffer);
        var mechanism = FrameReader.TryRead(ref reader, NameBytesMax, out var frame) ? Find(frame.AsSpan(FrameFormat.PrefixBytes)) : null;
        consumed = reader.Position;
        return mechanism;
    }

    private static Mechanism Find(ReadOnlySpan<byte> name) => Mechanism.Find(name) ?? throw new ProtocolViolationException(
        name.SequenceEqual("PickleQueue"u8)
            ? "PickleQueue is unsafe by nature and not served; JSONQueue and XMLQueue are"
            : $"unknown mechanism '{Printable.From(name)}'; JSONQueue and XMLQueue are served");
}
