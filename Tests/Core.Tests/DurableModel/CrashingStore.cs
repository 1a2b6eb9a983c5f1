using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>A store that loses in a crash what was written and not yet synced.</summary>
internal sealed class CrashingStore : IStore
{
    private const int ReadsMax = 10_000;
    private readonly MemoryStore _device = new();
    private readonly List<StoreRecord> _unsynced = [];
    private int _reads;

    public StoreStatus Status => _device.Status;

    public StoreState Load() => _device.Load();

    public void Write(IEnumerable<StoreRecord> records) => _unsynced.AddRange(records);

    public void Sync()
    {
        _device.Commit(_unsynced);
        _unsynced.Clear();
    }

    public void Crash() => _unsynced.Clear();

    public void Commit(IReadOnlyList<StoreRecord> records)
    {
        Write(records);
        Sync();
    }

    public MessagePage Read(long from, int messagesMax, long bytesMax)
    {
        Assert.IsTrue(++_reads < ReadsMax, "The broker reads and reads.");
        return _device.Read(from, messagesMax, bytesMax);
    }

    public StoredMessage? Find(long sequence) => _device.Find(sequence);

    public IReadOnlyList<StoredId> ReadIds(SequenceRange range) => _device.ReadIds(range);

    public long FirstAt(DateTime timeUtc) => _device.FirstAt(timeUtc);

    public IReadOnlyList<DeadLetter> DeadLetters(int topicId, long after, int lettersMax) => _device.DeadLetters(topicId, after, lettersMax);

    public void Dispose() => _device.Dispose();
}
