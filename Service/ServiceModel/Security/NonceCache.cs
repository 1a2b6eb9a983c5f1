namespace WcfBroker.ServiceModel.Security;

/// <summary>Remembers nonces for as long as a message with one would be accepted.</summary>
internal sealed class NonceCache(int noncesMax, TimeSpan kept, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string User, string Nonce)> _known = [];
    private readonly Queue<((string User, string Nonce) Key, long Added)> _order = new();

    /// <returns>False for one that is known, and while there is no room for another.</returns>
    public bool TryAdd(string user, string nonce)
    {
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Added) > kept)
            {
                _order.Dequeue();
                _known.Remove(oldest.Key);
            }

            if (_known.Count >= noncesMax || !_known.Add((user, nonce)))
                return false;
            _order.Enqueue(((user, nonce), time.GetTimestamp()));
            return true;
        }
    }
}
