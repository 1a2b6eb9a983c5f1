namespace WcfBroker.Core.Topics;

/// <summary>
/// The topics in order of creation. Only the loop appends; any thread may read below a count that reached it through an
/// outbox or with a message of the store, whose lock orders the write before the read.
/// </summary>
public sealed class TopicLog
{
    private const int ChunkLength = 1_024;
    private Topic[][] _chunks = [];

    public int Count { get; private set; }

    public Topic this[int index] => Volatile.Read(ref _chunks)[index / ChunkLength][index % ChunkLength];

    internal void Append(Topic topic)
    {
        if (Count % ChunkLength == 0)
            Volatile.Write(ref _chunks, [.. _chunks, new Topic[ChunkLength]]);
        _chunks[Count / ChunkLength][Count % ChunkLength] = topic;
        Count++;
    }
}
