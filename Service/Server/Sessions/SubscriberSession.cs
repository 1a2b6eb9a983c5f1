using System.ServiceModel;
using Microsoft.Extensions.Logging;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Mapping;

namespace WcfBroker.Server.Sessions;

/// <summary>A session that subscribes: its outbox, and the one writer that empties it into the session's callbacks.</summary>
internal sealed partial class SubscriberSession : IAsyncDisposable
{
    // One drain fills a batch of callbacks well, and leaves the rest where the slow-subscriber policy can see it.
    private const int DrainItemsMax = 512;
    private const int DrainBytesMax = 256 << 10;

    private readonly BrokerLoop _loop;
    private readonly ICaller _caller;
    private readonly ISubscriberChannel _channel;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<OutboxItem> _drained = [];
    private readonly LeasedDeliveries _leased;
    private readonly TrafficCounters _traffic;
    private readonly Task _writing;
    private readonly Task _watching;

    private SubscriberSession(SessionId id, Outbox outbox, SessionServices services, ICaller caller)
    {
        Id = id;
        Outbox = outbox;
        _loop = services.Loop;
        _caller = caller;
        _channel = caller.Channel!;
        _time = services.Time;
        _logger = services.Logger;
        _traffic = services.Traffic;
        _leased = new LeasedDeliveries(id, _loop, _traffic);
        _writing = WriteAsync();
        _watching = AbortWhenForgottenAsync();
    }

    public SessionId Id { get; }

    public Outbox Outbox { get; }

    public static async Task<SubscriberSession> AttachAsync(SessionServices services, ICaller caller)
    {
        var id = services.NextId();
        var outbox = new Outbox(services.Loop.Limits);
        var attached = new Reply<Done>();
        services.Loop.Post(new Attach(id, outbox, OncePerMessage: false, attached) { Address = caller.Address, Identity = caller.Identity });
        await attached.Task.ConfigureAwait(false);
        var session = new SubscriberSession(id, outbox, services, caller);
        services.Add(session);
        return session;
    }

    /// <summary>Sends what waits, says goodbye, and sends nothing more.</summary>
    public Task StopAsync(string reason)
    {
        _leased.IsStopping = true;
        Outbox.Close(reason, forget: false);
        return _writing;
    }

    public async ValueTask DisposeAsync()
    {
        Outbox.Close("the session has ended", forget: true);
        await _writing.ConfigureAwait(false);
        await _loop.PostAsync(_leased.Detach(_caller.HasLeft)).ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
    }

    // A peer that does not read keeps the writer waiting, so the end of its outbox must reach the session by another way.
    private async Task AbortWhenForgottenAsync()
    {
        await Outbox.Forgotten.ConfigureAwait(false);
        _caller.Abort(Outbox.Closed!);
    }

    private async Task WriteAsync()
    {
        try
        {
            while (Outbox.Closed is null || Outbox.Count > 0)
            {
                await Outbox.WaitAsync().ConfigureAwait(false);
                await WriteBatchAsync().ConfigureAwait(false);
            }

            await SayGoodbyeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CommunicationException or OperationCanceledException)
        {
            // The transport has said in the log why the session ended.
            Outbox.Close("the session has ended", forget: true);
        }
        catch (Exception exception)
        {
            WriterFailed(_logger, _caller.Address, exception);
            Outbox.Close("its writer failed", forget: true);
        }
    }

    private async Task SayGoodbyeAsync()
    {
        if (!Outbox.IsForgotten)
            await _channel.OnNoticeAsync(NoticeMapping.Stopping(Outbox.Closed!)).ConfigureAwait(false);
    }

    private async ValueTask WriteBatchAsync()
    {
        var room = Outbox.Drain(_drained, DrainItemsMax, DrainBytesMax, _time.GetUtcNow().UtcDateTime);
        if (room > 0)
            await _loop.PostAsync(new Refill(Id, room)).ConfigureAwait(false);
        await _leased.SettleExpiredAsync(_drained, _time.GetUtcNow().UtcDateTime).ConfigureAwait(false);
        for (var at = 0; at < _drained.Count;)
        {
            var written = await WriteRunAsync(at).ConfigureAwait(false);
            if (_drained[at].Message is not null)
                _traffic.AddDelivered(written);
            await _leased.SettleWrittenAsync(_drained, at, written).ConfigureAwait(false);
            at += written;
        }

        _drained.Clear();
    }

    private async ValueTask<int> WriteRunAsync(int at)
    {
        var item = _drained[at];
        if (item.Message is null)
        {
            foreach (var notice in NoticeMapping.ToNotices(item, _loop.Broker.TopicLog))
                await _channel.OnNoticeAsync(notice).ConfigureAwait(false);
            return 1;
        }

        switch (KindOf(item))
        {
            case CallbackKind.OneByOne:
                _leased.Writing(item);
                await _channel.OnMessageAsync(item, more: IsOf(CallbackKind.OneByOne, at + 1)).ConfigureAwait(false);
                return 1;
            case CallbackKind.TwoWay:
                await HandleAsync(item).ConfigureAwait(false);
                return 1;
            default:
                var count = BatchLength(at);
                _leased.Writing(_drained, at, count);
                await _channel.OnMessagesAsync(_drained, at, count).ConfigureAwait(false);
                return count;
        }
    }

    private async Task HandleAsync(OutboxItem item)
    {
        _leased.Writing(item);
        try
        {
            await _channel.HandleMessageAsync(item, LeasedDeliveries.HandleTimeout(item)).ConfigureAwait(false);
            await _leased.ReturnedAsync(item).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FaultException or TimeoutException)
        {
            HandlerFailed(_logger, _caller.Address, item.Topic.Name.Value, item.Message!.Sequence, exception.Message);
            await _leased.FailedAsync(item, exception).ConfigureAwait(false);
        }
    }

    private int BatchLength(int at)
    {
        var end = at + 1;
        while (IsOf(CallbackKind.Batches, end))
            end++;
        return end - at;
    }

    private bool IsOf(CallbackKind kind, int at) => at < _drained.Count && _drained[at].Message is not null && KindOf(_drained[at]) == kind;

    private static CallbackKind KindOf(OutboxItem item) => ((CallbackPreference)item.Subscription!.Options.Tag!).Kind;
}
