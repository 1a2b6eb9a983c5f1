using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WcfBroker.Core.Messages;

/// <summary>Tells bodies apart without holding them: 64 bits of their SHA-256.</summary>
public static class BodyDigest
{
    public static ulong Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
