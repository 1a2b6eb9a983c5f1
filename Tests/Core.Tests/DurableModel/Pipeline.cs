using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>
/// A broker with the two stages of its loop taken apart: batches are decided ahead of the store, stored several at once, and only then seen
/// outside; reads are answered late. Ends at any point, and begins anew with what was stored.
/// </summary>
internal sealed class Pipeline(BrokerLimits limits, DurableReference reference) : IDisposable
{
    // As the loop has it.
    private const int BatchesMax = 8;
    private const int TurnsMax = 5_000;

    private readonly List<DecidedBatch> _decided = [];
    private readonly Queue<StoreRead> _asked = [];
    private readonly Queue<Command> _answered = [];
    private readonly TouchedOutboxes _touched = new();
    private DecidedBatch _open = new();

    public CrashingStore Store { get; } = new();

    /// <summary>Whether all that was applied is stored and seen.</summary>
    public bool IsQuiet => _open.Commands.Count + _decided.Count + _asked.Count + _answered.Count == 0;

    /// <summary>Whether what is stored is compared with the reference each time.</summary>
    public bool ChecksStore { get; set; } = true;

    public Broker Broker { get; private set; } = new(limits);

    /// <summary>Starts a broker with what is stored. After a clean stop it finds all as it should be.</summary>
    public void Start(DateTime now, bool clean)
    {
        Broker = new Broker(limits);
        Broker.Restore(Store, now);
        Broker.ReadWith(_asked.Enqueue);
        if (!clean)
            return;
        Broker.TakeRecords(_open.Records);
        Assert.IsEmpty(_open.Records);
    }

    public void Apply(DateTime now, Command command)
    {
        var applied = new Applied(now, command);
        Broker.Apply(now, command, applied.Effects);
        _open.Commands.Add(applied);
    }

    /// <summary>Ends the open batch.</summary>
    public void Decide()
    {
        if (_open.Commands.Count == 0)
            return;
        Broker.TakeRecords(_open.Records);
        _decided.Add(_open);
        _open = new DecidedBatch();
        if (_decided.Count == BatchesMax)
            Commit(BatchesMax, released: true);
    }

    /// <summary>Stores the oldest batches in one go; those that come out of it are released, unless the broker is killed before.</summary>
    public void Commit(int batchesMax, bool released)
    {
        var batches = _decided.Take(batchesMax).ToList();
        if (batches.Count == 0)
            return;
        _decided.RemoveRange(0, batches.Count);
        foreach (var batch in batches)
            Store.Write(batch.Records);
        Store.Sync();
        foreach (var batch in batches)
            reference.Observe(batch, released);
        if (ChecksStore && batches.Exists(batch => batch.Records.Count > 0))
            StoreCheck.AssertAgrees(Store, reference);
        if (!released)
            return;
        foreach (var effect in batches.SelectMany(batch => batch.Commands).SelectMany(applied => applied.Effects))
            effect.Release(_touched);
        _touched.Wake();
    }

    /// <summary>Reads the oldest piece that is wanted.</summary>
    public void Read()
    {
        if (_asked.TryDequeue(out var read))
            _answered.Enqueue(read.From(Store));
    }

    /// <summary>Gives the broker the oldest piece that was read.</summary>
    public void HandIn(DateTime now)
    {
        if (_answered.TryDequeue(out var command))
            Apply(now, command);
    }

    /// <summary>Goes on until nothing is under way.</summary>
    public void Flush(DateTime now)
    {
        for (var turn = 0; turn < TurnsMax; turn++)
        {
            Decide();
            Commit(BatchesMax, released: true);
            if (_asked.Count + _answered.Count == 0)
                return;
            Read();
            HandIn(now);
        }

        Assert.Fail("The broker reads and reads.");
    }

    /// <summary>Ends the broker at once: some batches are stored yet, but nobody is told.</summary>
    public void Kill(int batchesStored)
    {
        Commit(batchesStored, released: false);
        Store.Crash();
        Forget();
    }

    /// <summary>Ends the broker as its loop does when it is told to stop.</summary>
    public void Stop(DateTime now)
    {
        var left = new Applied(now, null);
        Decide();
        Broker.Leave(now, left.Effects);
        _open.Commands.Add(left);
        Decide();
        Commit(BatchesMax, released: true);
        Forget();
    }

    public void Dispose() => Store.Dispose();

    private void Forget()
    {
        _decided.Clear();
        _asked.Clear();
        _answered.Clear();
        _open = new DecidedBatch();
    }
}
