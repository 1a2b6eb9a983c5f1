using System.Text;
using WcfBroker.Core.Policies;

namespace WcfBroker.Core.Topics;

/// <summary>
/// The topics in order of creation. Only the loop appends and changes; any thread may read names below a count that reached it
/// through an outbox or with a message of the store, whose lock orders the write before the read.
/// </summary>
public sealed class TopicLog
{
    private const int ChunkBits = 8;
    private const int ChunkRows = 1 << ChunkBits;
    private readonly TopicPolicies _policies;
    private readonly LevelNames _levels = new();
    private TopicRow[][] _chunks = [];

    internal TopicLog(TopicPolicies policies) => _policies = policies;

    public int Count { get; private set; }

    public Topic this[int index] => new(this, index);

    internal ref TopicRow Row(int index) => ref Volatile.Read(ref _chunks)[index >> ChunkBits][index & (ChunkRows - 1)];

    internal TopicPolicy PolicyOf(int index) => _policies.At(Row(index).Policy);

    /// <summary>The subtopics of a topic in order of creation.</summary>
    internal int FirstChild(int index) => Row(index).LastChild is > 0 and var last ? Row(last).Next : 0;

    /// <summary>The subtopic of the same parent that was created next; 0 if there is none.</summary>
    internal int Next(int index) => index == 0 || Row(Row(index).Parent).LastChild == index ? 0 : Row(index).Next;

    /// <summary>Adds a topic below another, and says its index.</summary>
    internal int Append(int parent, ReadOnlySpan<char> path)
    {
        var index = Count;
        var chunk = index >> ChunkBits;
        if (chunk == _chunks.Length)
        {
            var grown = new TopicRow[Math.Max(1, chunk * 2)][];
            _chunks.CopyTo(grown, 0);
            Volatile.Write(ref _chunks, grown);
        }

        _chunks[chunk] ??= new TopicRow[ChunkRows];
        ref var row = ref Row(index);
        row.Parent = parent;
        row.Level = _levels.Add(path[(path.LastIndexOf('/') + 1)..]);
        row.Policy = _policies.PlaceOf(path);
        if (parent >= 0)
            AddChild(ref Row(parent), index);
        Count++;
        return index;
    }

    internal ReadOnlySpan<byte> Level(int index) => _levels[Row(index).Level];

    /// <summary>Writes a name as UTF-8 to the end of a buffer that has room for any, and says where.</summary>
    internal ReadOnlySpan<byte> WriteName(int index, Span<byte> buffer)
    {
        if (index == 0)
            return "/"u8;
        var start = buffer.Length;
        for (; index > 0; index = Row(index).Parent)
        {
            var level = Level(index);
            start -= level.Length;
            level.CopyTo(buffer[start..]);
            buffer[--start] = (byte)'/';
        }

        return buffer[start..];
    }

    internal string NameOf(int index) => Encoding.UTF8.GetString(WriteName(index, stackalloc byte[BrokerLimits.TopicBytesMax]));

    internal bool IsNamed(int index, ReadOnlySpan<char> name)
    {
        Span<byte> given = stackalloc byte[BrokerLimits.TopicBytesMax];
        return Encoding.UTF8.TryGetBytes(name, given, out var bytes)
            && WriteName(index, stackalloc byte[BrokerLimits.TopicBytesMax]).SequenceEqual(given[..bytes]);
    }

    /// <summary>The topic at or below this one with the newest retained message; -1 if there is none.</summary>
    internal int LastBelow(int index)
    {
        ref var row = ref Row(index);
        if (row.LastBelow == 0)
            row.LastBelow = FindLastBelow(index) is >= 0 and var found ? found + 1 : TopicRow.NoneBelow;
        return row.LastBelow == TopicRow.NoneBelow ? -1 : row.LastBelow - 1;
    }

    /// <summary>A message was published to a topic, and is retained or clears what was.</summary>
    internal void Take(int index, long sequence, bool retain)
    {
        Row(index).Sequence = retain ? sequence : -sequence;
        for (var above = index; above >= 0; above = Row(above).Parent)
        {
            ref var below = ref Row(above).LastBelow;
            if (retain)
                below = index + 1;
            else if (below == index + 1)
                below = 0;
        }
    }

    private int FindLastBelow(int index)
    {
        var last = Row(index).Sequence > 0 ? index : -1;
        for (var child = FirstChild(index); child > 0; child = Next(child))
        {
            if (LastBelow(child) is >= 0 and var below && (last < 0 || Row(below).Sequence > Row(last).Sequence))
                last = below;
        }

        return last;
    }

    private void AddChild(ref TopicRow parent, int child)
    {
        var last = parent.LastChild > 0 ? parent.LastChild : child;
        Row(child).Next = last == child ? child : Row(last).Next;
        Row(last).Next = child;
        parent.LastChild = child;
    }
}
