using System.ServiceModel.Channels;

namespace WcfBroker.Benchmarks.Load;

/// <summary>Messages as a client frames them ([MC-NMF] 2.2).</summary>
internal static class NetTcpFrame
{
    public const int PreambleAckBytes = 1;
    public static readonly byte[] PreambleAck = [0x0B];

    private const int MessageBytesMax = 64 << 10;
    private const int HeaderRoom = 6;
    private const byte Envelope = 6;

    /// <summary>The preamble: version 1.0, duplex, via, binary with a session dictionary, end.</summary>
    public static byte[] Preamble(string via)
    {
        var address = System.Text.Encoding.UTF8.GetBytes(via);
        return [0, 1, 0, 1, 2, 2, (byte)address.Length, .. address, 3, 8, 0x0C];
    }

    /// <summary>The encoder of one session, for all its messages in order.</summary>
    public static MessageEncoder CreateEncoder() => new BinaryMessageEncodingBindingElement().CreateMessageEncoderFactory().CreateSessionEncoder();

    /// <summary>An envelope record with a message.</summary>
    public static byte[] Of(Message message, MessageEncoder encoder)
    {
        var bytes = encoder.WriteMessage(message, MessageBytesMax, BufferManager.CreateBufferManager(0, 0), HeaderRoom);
        return [Envelope, .. Size(bytes.Count), .. bytes];
    }

    /// <summary>Takes whole envelope records off the front of what was received, and counts them.</summary>
    public static int Take(ref ReadOnlySpan<byte> received)
    {
        for (var count = 0; ; count++)
        {
            if (!TrySize(received, out var at, out var size) || received.Length < at + size)
                return count;
            received = received[(at + size)..];
        }
    }

    private static bool TrySize(ReadOnlySpan<byte> record, out int at, out int size)
    {
        (at, size) = (0, 0);
        if (record.Length > 0 && record[0] != Envelope)
            throw new InvalidDataException($"The server sent a record of type {record[0]}.");
        for (at = 1; at < record.Length; at++)
        {
            size |= (record[at] & 0x7F) << (7 * (at - 1));
            if (record[at] >= 0x80)
                continue;
            at++;
            return true;
        }

        return false;
    }

    // MultiByteInt31 of [MC-NMF] 2.2.2.1.
    private static byte[] Size(int size) => size < 0x80 ? [(byte)size] : [(byte)(size & 0x7F | 0x80), .. Size(size >> 7)];
}
