namespace WcfBroker.Server.Security.Tokens;

/// <summary>The ids of tokens that were used, until they expire: where each is taken once, none is taken again.</summary>
internal sealed class UsedTokens(TimeProvider time)
{
    private const int TokensMax = 100_000;
    private const int IdCharsMax = 256;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly PriorityQueue<string, DateTimeOffset> _byExpiry = new();

    /// <summary>Takes a token; otherwise says why not.</summary>
    public string? Refusal(string? id, DateTimeOffset expires)
    {
        if (id is null or "" || id.Length > IdCharsMax)
            return $"tokens are taken once, and it has no id (jti) of 1 to {IdCharsMax} characters";
        lock (_lock)
        {
            while (_byExpiry.TryPeek(out var over, out var end) && end <= time.GetUtcNow())
            {
                _ids.Remove(over);
                _byExpiry.Dequeue();
            }

            if (_ids.Contains(id))
                return "it was used before";
            if (_ids.Count >= TokensMax)
                return $"{TokensMax} tokens that were used have not expired, and no more are remembered";
            _ids.Add(id);
            _byExpiry.Enqueue(id, expires);
            return null;
        }
    }
}
