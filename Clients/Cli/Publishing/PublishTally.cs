using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Publishing;

/// <summary>What was published so far.</summary>
internal sealed class PublishTally(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public PublishReceipt? First { get; private set; }

    public PublishReceipt? Last { get; private set; }

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public void Add(int count) => Interlocked.Add(ref _count, count);

    public void Add(PublishReceipt receipt)
    {
        First ??= receipt;
        Last = receipt;
        Add(1);
    }

    public void Add(BatchReceipt receipt)
    {
        First ??= Of(receipt, 0);
        Last = Of(receipt, receipt.Sequences.Length - 1);
        Add(receipt.Sequences.Length);
    }

    private static PublishReceipt Of(BatchReceipt receipt, int index) => new()
    {
        Sequence = receipt.Sequences[index],
        MatchedSubscriptions = receipt.MatchedSubscriptions[index],
        Durability = receipt.Durability,
        PublishedUtc = receipt.PublishedUtc,
    };
}
