using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Sessions;

/// <summary>What every session needs: the loop, ids that are never given twice, and a place in the list of those to stop.</summary>
public sealed class SessionServices(BrokerLoop loop, BrokerStorage storage, TimeProvider time, ILogger<SessionServices> logger)
{
    private readonly ConcurrentDictionary<SessionId, SubscriberSession> _sessions = [];
    private long _last;

    public BrokerLoop Loop { get; } = loop;

    public TimeProvider Time { get; } = time;

    public BrokerStorage Storage { get; } = storage;

    /// <summary>When the server was started.</summary>
    public DateTime StartedUtc { get; } = time.GetUtcNow().UtcDateTime;

    internal ILogger Logger { get; } = logger;

    public SessionId NextId() => new(Interlocked.Increment(ref _last));

    /// <summary>Lets every session send what waits and say goodbye.</summary>
    public Task StopAsync(string reason) => Task.WhenAll(_sessions.Values.Select(session => session.StopAsync(reason)));

    internal void Add(SubscriberSession session) => _sessions[session.Id] = session;

    internal void Remove(SubscriberSession session) => _sessions.TryRemove(session.Id, out _);
}
