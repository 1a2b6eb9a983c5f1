using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Tests.Storage;

/// <summary>A store whose device fails when the test says so.</summary>
internal sealed class FailingStore : IStore
{
    private readonly MemoryStore _store = new();

    public StoreFault? Fault { get; set; }

    public bool IsFull { get; set; }

    public int EmptyCommits { get; private set; }

    public StoreStatus Status => _store.Status;

    public StoreState Load() => _store.Load();

    public void Commit(IReadOnlyList<StoreRecord> records)
    {
        if (Fault is { } fault)
            throw new StoreException(fault, "The device failed.");
        EmptyCommits += records.Count == 0 ? 1 : 0;
        _store.Commit(records);
    }

    public MessagePage Read(long from, int messagesMax, long bytesMax) => Fault is { } fault
        ? throw new StoreException(fault, "The device failed.")
        : _store.Read(from, messagesMax, bytesMax);

    public StoredMessage? Find(long sequence) => _store.Find(sequence);

    public long FirstAt(DateTime timeUtc) => _store.FirstAt(timeUtc);

    public IReadOnlyList<DeadLetter> DeadLetters(int topicId, long after, int lettersMax) => _store.DeadLetters(topicId, after, lettersMax);

    public void Dispose() => _store.Dispose();
}
