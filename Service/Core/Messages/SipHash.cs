using System.Buffers.Binary;
using System.Numerics;

namespace WcfBroker.Core.Messages;

/// <summary>SipHash-1-3 (Aumasson and Bernstein): who does not know the key cannot find two inputs with the same hash.</summary>
internal struct SipHash
{
    private const int FinalRounds = 3;

    private ulong _v0;
    private ulong _v1;
    private ulong _v2;
    private ulong _v3;

    private SipHash(ulong key0, ulong key1) =>
        (_v0, _v1, _v2, _v3) = (key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d, key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573);

    public static ulong Of(ulong key0, ulong key1, ReadOnlySpan<byte> bytes)
    {
        var hash = new SipHash(key0, key1);
        var last = (ulong)bytes.Length << 56;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        for (var i = 0; i < bytes.Length; i++)
            last |= (ulong)bytes[i] << (8 * i);
        hash.Add(last);
        return hash.End();
    }

    private void Add(ulong word)
    {
        _v3 ^= word;
        Round();
        _v0 ^= word;
    }

    private ulong End()
    {
        _v2 ^= 0xff;
        for (var i = 0; i < FinalRounds; i++)
            Round();
        return _v0 ^ _v1 ^ _v2 ^ _v3;
    }

    private void Round()
    {
        _v0 += _v1;
        _v2 += _v3;
        _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
        _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
        _v0 = BitOperations.RotateLeft(_v0, 32);
        _v2 += _v1;
        _v0 += _v3;
        _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
        _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
        _v2 = BitOperations.RotateLeft(_v2, 32);
    }
}
