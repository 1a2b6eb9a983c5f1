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
            var rest = read.Buffer;
            try
            {
                if (TryTake(ref rest, viaBytesMax, out var preamble))
                    return preamble;
            }
            finally
            {
                // What follows a preamble is not looked at yet, so the next read returns it at once.
                input.AdvanceTo(rest.Start, rest.Start.Equals(read.Buffer.Start) ? rest.End : rest.Start);
            }

            if (read.IsCompleted)
                throw new FramingException("a preamble that is cut off");
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, int viaBytesMax, out Preamble preamble)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!Preamble.TryRead(ref reader, viaBytesMax, out preamble))
            return false;
        buffer = buffer.Slice(reader.Position);
        return true;
    }
}
