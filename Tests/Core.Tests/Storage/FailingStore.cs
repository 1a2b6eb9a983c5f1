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

    /// <summary>What the device gives instead of messages: those of other sequences, or nothing but damage.</summary>
    public Dictionary<long, long?> Misread { get; } = [];

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

    public MessagePage Read(long from, int messagesMax, long bytesMax)
    {
        if (Fault is { } fault)
            throw new StoreException(fault, "The device failed.");
        var page = _store.Read(from, messagesMax, bytesMax);
        return page with
        {
            Messages = [.. page.Messages.Where(message => !Misread.ContainsKey(message.Sequence))],
            Damaged = [.. page.Messages.Select(message => message.Sequence).Where(Misread.ContainsKey)],
        };
    }

    public StoredMessage? Find(long sequence)
    {
        if (Fault is { } fault)
            throw new StoreException(fault, "The device failed.");
        return _store.Find(Misread.GetValueOrDefault(sequence, sequence) ?? 0);
    }

    public IReadOnlyList<StoredId> ReadIds(SequenceRange range) => _store.ReadIds(range);

    public long FirstAt(DateTime timeUtc) => _store.FirstAt(timeUtc);

    public IReadOnlyList<DeadLetter> DeadLetters(int topicId, long after, int lettersMax) => _store.DeadLetters(topicId, after, lettersMax);

    public void Dispose() => _store.Dispose();
}
