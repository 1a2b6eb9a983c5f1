using System.Buffers;

namespace WcfBroker.ServiceModel.Framing;

/// <summary>What follows the preamble, [MC-NMF] 2.2.4: sized envelopes, then End.</summary>
/// <param name="IsEnd">The peer sends nothing more.</param>
/// <param name="Payload">The envelope; empty for End.</param>
internal readonly record struct SessionFrame(bool IsEnd, ReadOnlySequence<byte> Payload)
{
    /// <returns>False when bytes are missing.</returns>
    /// <exception cref="FramingException">
    /// Another record, or a message above the limit: known from its length, before it is buffered.
    /// </exception>
    public static bool TryRead(ref SequenceReader<byte> reader, int messageBytesMax, out SessionFrame frame)
    {
        frame = default;
        if (!reader.TryRead(out var record))
            return false;
        if (record == (byte)FramingRecord.End)
        {
            frame = new(true, default);
            return true;
        }

        if (record != (byte)FramingRecord.SizedEnvelope)
            throw new FramingException($"record 0x{record:X2} where SizedEnvelope or End was due");
        if (!MultiByteInt31.TryRead(ref reader, out var size))
            return false;
        if (size > messageBytesMax)
            throw new FramingException($"a message of {size} bytes", FramingFault.MaxMessageSizeExceeded);
        if (!reader.TryReadExact(size, out var payload))
            return false;
        frame = new(false, payload);
        return true;
    }

    /// <summary>Writes what stands before an envelope of that size.</summary>
    public static void WriteHeader(IBufferWriter<byte> output, int size)
    {
        WriteRecord(output, FramingRecord.SizedEnvelope);
        MultiByteInt31.Write(output, size);
    }

    public static void WriteEnd(IBufferWriter<byte> output) => WriteRecord(output, FramingRecord.End);

    public static void WriteRecord(IBufferWriter<byte> output, FramingRecord record)
    {
        output.GetSpan(1)[0] = (byte)record;
        output.Advance(1);
    }
}
