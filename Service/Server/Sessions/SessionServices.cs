using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Server.Sessions;

/// <summary>What every session needs: the loop, ids that are never given twice, and a place in the list of those to stop.</summary>
public sealed class SessionServices(BrokerLoop loop, TimeProvider time, ILogger<SessionServices> logger)
{
    private readonly ConcurrentDictionary<SessionId, SubscriberSession> _sessions = [];
    private const int EpochChars = 16;
    private long _last;

    public BrokerLoop Loop { get; } = loop;

    public TimeProvider Time { get; } = time;

    /// <summary>Names this broker's numbering of messages, which begins anew with each start.</summary>
    public string Epoch { get; } = RandomNumberGenerator.GetHexString(EpochChars, lowercase: true);

    internal ILogger Logger { get; } = logger;

    public SessionId NextId() => new(Interlocked.Increment(ref _last));

    /// <summary>Lets every session send what waits and say goodbye.</summary>
    public Task StopAsync(string reason) => Task.WhenAll(_sessions.Values.Select(session => session.StopAsync(reason)));

    internal void Add(SubscriberSession session) => _sessions[session.Id] = session;

    internal void Remove(SubscriberSession session) => _sessions.TryRemove(session.Id, out _);
}
