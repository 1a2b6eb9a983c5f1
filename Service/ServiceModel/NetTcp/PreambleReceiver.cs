using System.Buffers;
using System.IO.Pipelines;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Receives the preamble of a new connection.</summary>
internal static class PreambleReceiver
{
    /// <exception cref="FramingException">The bytes are no preamble, or end within one.</exception>
    public static async Task<Preamble> ReceiveAsync(PipeReader input, int viaBytesMax, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryTake(read.Buffer, viaBytesMax, out var preamble, out var end))
            {
                input.AdvanceTo(end);
                return preamble;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                throw new FramingException("a preamble that is cut off");
        }
    }

    private static bool TryTake(ReadOnlySequence<byte> buffer, int viaBytesMax, out Preamble preamble, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(buffer);
        var isWhole = Preamble.TryRead(ref reader, viaBytesMax, out preamble);
        end = reader.Position;
        return isWhole;
    }
}
