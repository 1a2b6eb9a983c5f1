using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Benchmarks.Store;

/// <summary>Messages of 100 bytes with an id of 16 and headers of 40.</summary>
internal static class Messages
{
    public const string Id = "0123456789abcdef";

    public static readonly byte[] Body = new byte[100];

    private const int Stride = 7_919;

    private static readonly MessageContent Content = new()
    {
        Body = Body,
        Id = Id,
        Headers = [new HeaderField("content-source", "thermometer/north/upper-12")],
    };

    /// <summary>A batch of them, over the topics in no order.</summary>
    public static StoreRecord[] Batch(long firstSequence, int count, int topics)
    {
        var records = new StoreRecord[count];
        for (var i = 0; i < count; i++)
        {
            var sequence = firstSequence + i;
            records[i] = new MessageAppended(
                new StoredMessage(sequence, (int)(sequence * Stride % topics), new DateTime(sequence, DateTimeKind.Utc), "publisher", Content));
        }

        return records;
    }

    public static StoreRecord[] Topics(int count) => [.. Enumerable.Range(0, count).Select(i => new TopicCreated(i, $"/building/{i / 1_000}/sensor/{i}"))];
}
