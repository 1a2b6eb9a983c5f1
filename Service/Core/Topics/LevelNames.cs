using System.Text;

namespace WcfBroker.Core.Topics;

/// <summary>
/// The last levels of all topics' names, as UTF-8 behind each other: an object for each would take several times as much.
/// Only the loop adds; any thread may read what it was given the place of.
/// </summary>
internal sealed class LevelNames
{
    private const int ChunkBits = 14;
    private const int ChunkBytes = 1 << ChunkBits;
    private byte[][] _chunks = [];
    private int _count;
    private int _left;

    public ReadOnlySpan<byte> this[uint place]
    {
        get
        {
            var chunk = Volatile.Read(ref _chunks)[place >> ChunkBits];
            var at = (int)(place & (ChunkBytes - 1));
            return chunk.AsSpan(at + 1, chunk[at]);
        }
    }

    /// <summary>Adds a level and says its place. There are places for as many topics as a broker may have.</summary>
    public uint Add(ReadOnlySpan<char> level)
    {
        var bytes = Encoding.UTF8.GetByteCount(level);
        if (_left < 1 + bytes)
            AddChunk();
        var at = ChunkBytes - _left;
        _left -= 1 + bytes;
        var chunk = _chunks[_count - 1];
        chunk[at] = checked((byte)bytes);
        Encoding.UTF8.GetBytes(level, chunk.AsSpan(at + 1));
        return checked(((uint)(_count - 1) * ChunkBytes) + (uint)at);
    }

    private void AddChunk()
    {
        if (_count == _chunks.Length)
        {
            var grown = new byte[Math.Max(1, _count * 2)][];
            _chunks.CopyTo(grown, 0);
            Volatile.Write(ref _chunks, grown);
        }

        _chunks[_count++] = new byte[ChunkBytes];
        _left = ChunkBytes;
    }
}
