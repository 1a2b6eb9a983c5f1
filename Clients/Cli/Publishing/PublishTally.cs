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

    public void Add(params ReadOnlySpan<PublishReceipt> receipts)
    {
        First ??= receipts[0];
        Last = receipts[^1];
        Add(receipts.Length);
    }
}
