using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Pulling;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Sessions;
using CoreSubscriptionId = WcfBroker.Core.Subscriptions.SubscriptionId;

namespace WcfBroker.Server.Pulling;

/// <summary>
/// A subscription that is pulled from: a session of the core whose outbox is emptied by calls. A durable one is given messages
/// only while a call waits for them, so that no lease runs while nobody is there.
/// </summary>
internal sealed class PullSession : IAsyncDisposable
{
    // Base64 makes four bytes of three, and a default WCF client takes 64 KiB.
    private const int BytesMax = 40 << 10;

    private readonly SessionServices _services;
    private readonly Outbox _outbox;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private List<OutboxItem> _left = [];
    private Task? _signal;
    private long _lastTaken;
    private long _usedAt;

    public PullSession(SessionServices services, SessionId id, Outbox outbox, string handle)
    {
        _services = services;
        _outbox = outbox;
        Id = id;
        Handle = handle;
        Use();
    }

    public SessionId Id { get; }

    /// <summary>What callers name it by.</summary>
    public string Handle { get; }

    /// <summary>Who made it; null for an anonymous caller.</summary>
    public required string? Identity { get; init; }

    /// <summary>What it covers.</summary>
    public required TopicFilter Filter { get; init; }

    /// <summary>The name of the durable subscription; null for one that ends with this session.</summary>
    public required string? Durable { get; init; }

    /// <summary>How long it stays without a call.</summary>
    public required TimeSpan IdleTime { get; init; }

    /// <summary>The core's id of the subscription.</summary>
    public CoreSubscriptionId Subscription { get; set; }

    public bool IsIdle => _services.Time.GetElapsedTime(Interlocked.Read(ref _usedAt)) >= IdleTime;

    /// <summary>Somebody still uses it.</summary>
    public void Use() => Interlocked.Exchange(ref _usedAt, _services.Time.GetTimestamp());

    /// <summary>Takes the next messages; waits for one at most so long. One call at a time: others wait for their turns.</summary>
    public async Task<PulledMessages> PullAsync(int max, TimeSpan wait, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
        if (!await _turn.WaitAsync(wait, over.Token).ConfigureAwait(false))
            return new PulledMessages();
        try
        {
            Use();
            await DemandAsync(max).ConfigureAwait(false);
            var pulled = await TakeAsync(max, wait, over.Token).ConfigureAwait(false);
            await DemandAsync(0).ConfigureAwait(false);
            return pulled;
        }
        finally
        {
            Use();
            _turn.Release();
        }
    }

    /// <summary>Leaves the subscription. What was not pulled goes back.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(orderly: false).ConfigureAwait(false);

    /// <inheritdoc cref="DisposeAsync"/>
    public async ValueTask EndAsync(bool orderly)
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        _outbox.Close("the subscription is no longer pulled from", forget: true);
        await _services.Loop.PostAsync(new Detach(Id) { LastWritten = Interlocked.Read(ref _lastTaken), Orderly = orderly }).ConfigureAwait(false);
    }

    // With no demand any more, what came too late for this call goes back.
    private async Task DemandAsync(int messages)
    {
        if (Durable is null)
            return;
        var reply = new Reply<Done>();
        _services.Loop.Post(new Demand(Id, Subscription, messages, _lastTaken, reply));
        await reply.Task.ConfigureAwait(false);
        if (messages == 0)
            Drain(int.MaxValue).Clear();
    }

    private async Task<PulledMessages> TakeAsync(int max, TimeSpan wait, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var over = Task.Delay(wait, _services.Time, waiting.Token);
        while (true)
        {
            var pulled = Take(max);
            if (pulled.Deliveries.Length > 0 || pulled.Notices is not null || over.IsCompleted)
            {
                await waiting.CancelAsync().ConfigureAwait(false);
                return pulled;
            }

            if (_signal is null or { IsCompleted: true })
                _signal = _outbox.WaitAsync().AsTask();
            await Task.WhenAny(_signal, over).ConfigureAwait(false);
        }
    }

    private PulledMessages Take(int max)
    {
        var (taken, left) = Split(Drain(max), max);
        _left = Durable is null ? left : [];
        _services.Traffic.AddDelivered(taken.Count(item => item.Message is not null));
        return new PulledMessages
        {
            Deliveries = [.. taken.Where(item => item.Message is not null).Select(MessageMapping.ToDelivery)],
            Notices = ToNotices(taken),
        };
    }

    private List<OutboxItem> Drain(int max)
    {
        var items = _left;
        _left = [];
        _outbox.Drain(items, max, BytesMax, _services.Time.GetUtcNow().UtcDateTime);
        return items;
    }

    // As much as fits an answer, but at least one.
    private (List<OutboxItem> Taken, List<OutboxItem> Left) Split(List<OutboxItem> items, int max)
    {
        var (count, bytes) = (0, 0L);
        while (count < items.Count && count < max && (count == 0 || bytes + BytesOf(items[count]) <= BytesMax))
        {
            bytes += BytesOf(items[count]);
            Interlocked.Exchange(ref _lastTaken, items[count].Attempt?.Token ?? _lastTaken);
            count++;
        }

        return (items[..count], items[count..]);
    }

    private static long BytesOf(OutboxItem item) => item.Message?.Content.Bytes ?? 0;

    private Notice[]? ToNotices(List<OutboxItem> items)
    {
        var notices = items.Where(item => item.Message is null)
            .SelectMany(item => NoticeMapping.ToNotices(item, _services.Loop.Broker.TopicLog))
            .ToArray();
        foreach (var notice in notices)
            notice.Subscription = Handle;
        return notices.Length == 0 ? null : notices;
    }
}
