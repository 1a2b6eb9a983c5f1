using System.Buffers.Binary;
using System.Numerics;

namespace WcfBroker.Storage.Sqlite.Messages;

/// <summary>CRC-32C (Castagnoli), as processors compute it.</summary>
internal struct Crc32C
{
    private uint _value = uint.MaxValue;

    public Crc32C()
    {
    }

    public readonly uint Value => ~_value;

    public void Add(long value) => _value = BitOperations.Crc32C(_value, (ulong)value);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            _value = BitOperations.Crc32C(_value, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            _value = BitOperations.Crc32C(_value, b);
    }
}
