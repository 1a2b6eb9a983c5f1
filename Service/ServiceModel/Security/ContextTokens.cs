using System.Security.Claims;
using System.Security.Cryptography;

namespace WcfBroker.ServiceModel.Security;

/// <summary>
/// The tokens with which a login that was made on one connection opens a session on another: what a NetTcpBinding client does. A token opens
/// one session. Nobody but its client knows it, since it is sent inside TLS alone, so what the client signs by it is not checked.
/// </summary>
internal sealed class ContextTokens(int tokensMax, TimeProvider time)
{
    private static readonly TimeSpan UnusedLife = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Queue<(string Id, long Issued)> _unused = new();

    /// <exception cref="LoginException">Too many are in use.</exception>
    public string Issue(UserNameCredential user, ClaimsPrincipal peer)
    {
        lock (_lock)
        {
            while (_unused.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Issued) > UnusedLife)
            {
                _unused.Dequeue();
                if (_entries.TryGetValue(oldest.Id, out var entry) && !entry.IsTaken)
                    _entries.Remove(oldest.Id);
            }

            if (_entries.Count >= tokensMax)
                throw LoginException.Invalid($"{tokensMax} security contexts are in use (ContextTokensMax)");
            var id = $"urn:uuid:{new Guid(RandomNumberGenerator.GetBytes(16))}";
            _entries.Add(id, new(user, peer));
            _unused.Enqueue((id, time.GetTimestamp()));
            return id;
        }
    }

    /// <summary>Opens a session by a token.</summary>
    /// <param name="id">The token.</param>
    /// <param name="renews">Whether it is shown to get another, and so is in use already.</param>
    /// <exception cref="LoginException">The token is unknown, or its session is over or another's.</exception>
    public (UserNameCredential User, ClaimsPrincipal Peer) Take(string id, bool renews)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var entry) || entry.IsTaken != renews)
                throw LoginException.Failed("a security context that is unknown, over or in use");
            entry.IsTaken = true;
            return (entry.User, entry.Peer);
        }
    }

    public void End(string id)
    {
        lock (_lock)
            _entries.Remove(id);
    }

    private sealed class Entry(UserNameCredential user, ClaimsPrincipal peer)
    {
        public UserNameCredential User => user;

        public ClaimsPrincipal Peer => peer;

        public bool IsTaken { get; set; }
    }
}
