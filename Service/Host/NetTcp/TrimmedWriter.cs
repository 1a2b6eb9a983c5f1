using System.Buffers;

namespace WcfBroker.Host.NetTcp;

/// <summary>A growing buffer from whose end what was written can be taken back.</summary>
internal sealed class TrimmedWriter : IBufferWriter<byte>
{
    private const int CapacityMin = 512;

    private byte[] _bytes = [];
    private int _length;

    public int Capacity => _bytes.Length;

    /// <summary>What was written; changed by what is written after it was cleared or trimmed.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Trim(int length) => _length = Math.Min(_length, length);

    public void Advance(int count) => _length = checked(_length + count) <= _bytes.Length
        ? _length + count
        : throw new ArgumentOutOfRangeException(nameof(count), count, "More than there is room for.");

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void MakeRoom(int bytes)
    {
        var needed = checked(_length + Math.Max(1, bytes));
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Max(Math.Max(CapacityMin, needed), Math.Min(2L * _bytes.Length, Array.MaxLength)));
    }
}
