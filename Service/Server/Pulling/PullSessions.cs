using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Sessions;
using Contract = WcfBroker.Contracts.Subscriptions.SubscriptionOptions;

namespace WcfBroker.Server.Pulling;

/// <summary>The subscriptions that are pulled from; those that nobody uses any more are let go.</summary>
public sealed class PullSessions : IAsyncDisposable
{
    private const int HandleChars = 16;
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, PullSession> _sessions = new(StringComparer.Ordinal);
    private readonly SessionServices _services;
    private readonly ITimer _sweeper;

    public PullSessions(SessionServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _sweeper = services.Time.CreateTimer(_ => _ = SweepAsync(), null, SweepPeriod, SweepPeriod);
    }

    internal async Task<SubscriptionInfo> CreateAsync(TopicFilter filter, Contract? options, ICaller caller, bool anyOwner)
    {
        var (wanted, idleTime) = PullMapping.ToOptions(options);
        var outbox = new Outbox(_services.Loop.Limits);
        var session = new PullSession(_services, _services.NextId(), outbox, NewHandle(wanted.Durable?.Name))
        {
            Identity = caller.Identity,
            Protocol = caller.Protocol,
            Filter = filter,
            Durable = wanted.Durable?.Name,
            IdleTime = idleTime,
        };
        var attached = new Reply<Done>();
        _services.Loop.Post(new Attach(session.Id, outbox, OncePerMessage: false, attached) { Protocol = caller.Protocol, Address = $"pull {caller.Address}", Identity = caller.Identity });
        await attached.Task.ConfigureAwait(false);
        try
        {
            var reply = new Reply<SubscriptionStarted>();
            _services.Loop.Post(new Subscribe(session.Id, filter, wanted, reply) { Identity = caller.Identity, AnyOwner = anyOwner });
            var started = await reply.Task.ConfigureAwait(false);
            session.Subscription = started.Id;
            _sessions[session.Handle] = session;
            var info = SubscriptionMapping.ToInfo(started, filter, _services.Storage.Epoch);
            info.Id = session.Handle;
            return info;
        }
        catch (BrokerException)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The subscription of a handle, for the caller who made it; null if there is none.</summary>
    internal PullSession? TryFind(string? handle, string? identity, bool anyOwner)
    {
        if (handle is null || !_sessions.TryGetValue(handle, out var session) || (session.Identity != identity && !anyOwner))
            return null;
        session.Use();
        return session;
    }

    internal ValueTask RemoveAsync(PullSession session) =>
        _sessions.TryRemove(session.Handle, out _) ? session.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Ends all; what is under way is not counted as tried.</summary>
    public async Task StopAsync()
    {
        foreach (var session in _sessions.Values)
            await session.EndAsync(orderly: true).ConfigureAwait(false);
        _sessions.Clear();
    }

    public ValueTask DisposeAsync() => _sweeper.DisposeAsync();

    private static string NewHandle(string? name) =>
        string.Create(CultureInfo.InvariantCulture, $"{name ?? "pull"}~{RandomNumberGenerator.GetHexString(HandleChars, lowercase: true)}");

    private async Task SweepAsync()
    {
        foreach (var session in _sessions.Values.Where(session => session.IsIdle))
            await RemoveAsync(session).ConfigureAwait(false);
    }
}
