using WcfBroker.Core.Errors;
using System.Buffers;
using System.IO.Pipelines;
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
            var buffer = result.Buffer;
            var mechanism = TryRead(ref buffer);
            input.AdvanceTo(buffer.Start, mechanism is null ? buffer.End : buffer.Start);
            if (mechanism is not null || result.IsCompleted || result.IsCanceled)
                return mechanism;
        }
    }

    private static Mechanism? TryRead(ref ReadOnlySequence<byte> buffer)
    {
        if (!FrameReader.TryRead(ref buffer, NameBytesMax, out var payload))
            return null;
        Span<byte> copy = stackalloc byte[NameBytesMax];
        payload.CopyTo(copy);
        var name = copy[..(int)payload.Length];
        return Mechanism.Find(name) ?? throw new ProtocolViolationException(
            name.SequenceEqual("PickleQueue"u8)
                ? "PickleQueue is unsafe by nature and not served; JSONQueue and XMLQueue are"
                : $"unknown mechanism '{Printable.From(name)}'; JSONQueue and XMLQueue are served");
    }
}
