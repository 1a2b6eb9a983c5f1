using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Pulling;
using WcfBroker.Server.Security.Rights;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Sessions;

/// <summary>What every session needs: the loop, ids that are never given twice, and a place in the list of those to stop.</summary>
public sealed class SessionServices : IAsyncDisposable
{
    private readonly ConcurrentDictionary<SessionId, SubscriberSession> _sessions = [];
    private long _last;

    internal SessionServices(
        BrokerLoop loop, BrokerStorage storage, Backups backups, AccessControl access, BrokerMetrics metrics, TimeProvider time, ILogger<SessionServices> logger)
    {
        ArgumentNullException.ThrowIfNull(time);
        Loop = loop;
        Storage = storage;
        Backups = backups;
        Access = access;
        Metrics = metrics;
        PostRefusals = new PostRefusals(metrics);
        Time = time;
        StartedUtc = time.GetUtcNow().UtcDateTime;
        Logger = logger;
        Pulls = new PullSessions(this);
    }

    public BrokerLoop Loop { get; }

    public TimeProvider Time { get; }

    public BrokerStorage Storage { get; }

    internal Backups Backups { get; }

    internal AccessControl Access { get; }

    internal BrokerMetrics Metrics { get; }

    internal PostRefusals PostRefusals { get; }

    /// <summary>The subscriptions that are pulled from.</summary>
    public PullSessions Pulls { get; }

    /// <summary>When the server was started.</summary>
    public DateTime StartedUtc { get; }

    internal ILogger Logger { get; }

    public SessionId NextId() => new(Interlocked.Increment(ref _last));

    /// <summary>Lets every session send what waits and say goodbye.</summary>
    public Task StopAsync(string reason) =>
        Task.WhenAll([.. _sessions.Values.Select(session => session.StopAsync(reason)), Pulls.StopAsync()]);

    public ValueTask DisposeAsync() => Pulls.DisposeAsync();

    internal void Add(SubscriberSession session) => _sessions[session.Id] = session;

    internal void Remove(SubscriberSession session) => _sessions.TryRemove(session.Id, out _);
}
