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
    private const int SensorsPerBuilding = 1_000;

    private static readonly MessageContent Content = new()
    {
        Body = Body,
        Id = Id,
        Headers = [new HeaderField("content-source", "thermometer/north/upper-12")],
    };

    /// <summary>A batch of them, over the topics in no order; published a tick after each other.</summary>
    public static StoreRecord[] Batch(long firstSequence, int count, int topics, DateTime start = default)
    {
        var records = new StoreRecord[count];
        for (var i = 0; i < count; i++)
        {
            var sequence = firstSequence + i;
            records[i] = new MessageAppended(
                new StoredMessage(sequence, (int)(sequence * Stride % topics), DateTime.SpecifyKind(start.AddTicks(sequence), DateTimeKind.Utc), "publisher", Content));
        }

        return records;
    }

    /// <summary>So many topics with their ancestors among them, in the order in which a broker creates them.</summary>
    public static StoreRecord[] Topics(int count) => [.. Names().Take(count).Select((name, id) => new TopicCreated(id, name))];

    private static IEnumerable<string> Names()
    {
        yield return "/";
        yield return "/building";
        for (var i = 0; ; i++)
        {
            var building = $"/building/{i / SensorsPerBuilding}";
            if (i % SensorsPerBuilding == 0)
            {
                yield return building;
                yield return $"{building}/sensor";
            }

            yield return $"{building}/sensor/{i}";
        }
    }
}
