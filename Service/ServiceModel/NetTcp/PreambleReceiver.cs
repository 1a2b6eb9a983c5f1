using System.Buffers;
using System.IO.Pipelines;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Receives the records of a new connection up to its session.</summary>
internal static class PreambleReceiver
{
    private delegate bool TryRead<T>(ref SequenceReader<byte> reader, out T value);

    /// <exception cref="FramingException">The bytes are no preamble, or end within one.</exception>
    public static Task<Preamble> ReceiveAsync(PipeReader input, int viaBytesMax, CancellationToken cancellationToken) => ReadAsync<Preamble>(
        input, (ref reader, out preamble) => Preamble.TryRead(ref reader, viaBytesMax, out preamble), cancellationToken);

    /// <summary>Receives what follows an upgrade: the name of another, or null for the end of the preamble.</summary>
    /// <exception cref="FramingException">It is neither, or cut off.</exception>
    public static Task<string?> ReceiveNextAsync(PipeReader input, CancellationToken cancellationToken) =>
        ReadAsync<string?>(input, Preamble.TryReadNext, cancellationToken);

    private static async Task<T> ReadAsync<T>(PipeReader input, TryRead<T> tryRead, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = read.Buffer;
            try
            {
                if (TryTake(ref rest, tryRead, out var value))
                    return value;
            }
            finally
            {
                // What follows is not looked at yet, so the next read returns it at once.
                input.AdvanceTo(rest.Start, rest.Start.Equals(read.Buffer.Start) ? rest.End : rest.Start);
            }

            if (read.IsCompleted)
                throw new FramingException("a preamble that is cut off");
        }
    }

    private static bool TryTake<T>(ref ReadOnlySequence<byte> buffer, TryRead<T> tryRead, out T value)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!tryRead(ref reader, out value))
            return false;
        buffer = buffer.Slice(reader.Position);
        return true;
    }
}
