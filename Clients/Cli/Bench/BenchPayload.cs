using System.Buffers.Binary;

namespace WcfBroker.Cli.Bench;

/// <summary>A payload says which run it belongs to and when it was sent, by the clock of this process.</summary>
internal static class BenchPayload
{
    public const int BytesMin = 2 * sizeof(long);

    public static byte[] Write(int bytes, long run, long timestamp)
    {
        var body = new byte[bytes];
        BinaryPrimitives.WriteInt64LittleEndian(body, run);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(sizeof(long)), timestamp);
        return body;
    }

    /// <summary>When it was sent; null if it belongs to another run.</summary>
    public static long? Read(ReadOnlySpan<byte> body, long run) =>
        body.Length >= BytesMin && BinaryPrimitives.ReadInt64LittleEndian(body) == run ? BinaryPrimitives.ReadInt64LittleEndian(body[sizeof(long)..]) : null;
}
