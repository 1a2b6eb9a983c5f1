namespace WcfBroker.Storage.Sqlite.Messages;

/// <summary>Counts the messages that were found damaged, each once.</summary>
internal sealed class Quarantine
{
    private const int RememberedMax = 1 << 20;
    private readonly Lock _lock = new();
    private readonly HashSet<long> _sequences = [];

    public long Count
    {
        get
        {
            lock (_lock)
                return _sequences.Count;
        }
    }

    public void Add(long sequence)
    {
        lock (_lock)
        {
            if (_sequences.Count < RememberedMax)
                _sequences.Add(sequence);
        }
    }
}
