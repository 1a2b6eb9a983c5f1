using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WcfBroker.Core.Messages;

/// <summary>
/// Tells bodies apart without holding them: 64 bits, by a key of this process alone, so that nobody can make two bodies that
/// look the same. It is stored nowhere and decides nothing else: brokers with different keys do the same.
/// </summary>
public static class BodyDigest
{
    private static readonly ulong[] Key = MemoryMarshal.Cast<byte, ulong>(RandomNumberGenerator.GetBytes(2 * sizeof(ulong))).ToArray();

    public static ulong Of(ReadOnlySpan<byte> body) => SipHash.Of(Key[0], Key[1], body);
}
