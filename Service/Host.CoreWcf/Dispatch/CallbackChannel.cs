using CoreWCF;
using CoreWCF.Channels;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Mapping;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>
/// The callbacks of a session. They are sent as messages, since the operations of the contract would keep a thread while the
/// peer does not read.
/// </summary>
internal sealed class CallbackChannel : ISubscriberChannel
{
    // Default WCF clients accept messages of 64 KiB.
    private const int BatchBytesMax = 48 << 10;
    private const int BatchMessagesMax = 256;
    private const int MessageOverheadBytes = 512;
    private const int FaultBytesMax = 64 << 10;

    private static readonly CallbackOperation Message = new(nameof(ISubscriberCallback.OnMessage));
    private static readonly CallbackOperation Messages = new(nameof(ISubscriberCallback.OnMessages));
    private static readonly CallbackOperation Handle = new(nameof(ISubscriberCallback.HandleMessage));
    private static readonly CallbackOperation Notice = new(nameof(ISubscriberCallback.OnNotice));

    private readonly IContextChannel _channel;
    private readonly MessageVersion _version;
    private readonly TimeSpan _keepAliveInterval;
    private readonly ITimer _keepAlive;

    public CallbackChannel(IContextChannel channel, MessageVersion version, TimeProvider time, TimeSpan keepAliveInterval)
    {
        (_channel, _version, _keepAliveInterval) = (channel, version, keepAliveInterval);
        _keepAlive = time.CreateTimer(_ => _ = KeepAliveAsync(), null, keepAliveInterval, keepAliveInterval);
        channel.Closed += (_, _) => _keepAlive.Dispose();
        channel.Faulted += (_, _) => _keepAlive.Dispose();
    }

    public ValueTask OnMessageAsync(OutboxItem item, bool more) => SendAsync(Message, MessageMapping.ToDelivery(item));

    public async ValueTask OnMessagesAsync(IReadOnlyList<OutboxItem> items, int start, int count)
    {
        for (int at = start, end = start + count; at < end;)
        {
            var batch = BatchLength(items, at, end);
            await SendAsync(Messages, items.Skip(at).Take(batch).Select(MessageMapping.ToDelivery).ToArray()).ConfigureAwait(false);
            at += batch;
        }
    }

    public async Task HandleMessageAsync(OutboxItem item, TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout);
        using var reply = await CallAsync(MessageMapping.ToDelivery(item), patience.Token).ConfigureAwait(false);
        if (reply.IsFault)
            throw FaultOf(reply);
    }

    public ValueTask OnNoticeAsync(Notice notice) => SendAsync(Notice, notice);

    // As many messages as fit one batch, but at least one.
    private static int BatchLength(IReadOnlyList<OutboxItem> items, int start, int end)
    {
        var bytes = 0L;
        for (var at = start; at < end && at - start < BatchMessagesMax; at++)
        {
            bytes += items[at].Message!.Content.Bytes + items[at].Topic.Name.Value.Length + MessageOverheadBytes;
            if (at > start && bytes > BatchBytesMax)
                return at - start;
        }

        return Math.Min(end - start, BatchMessagesMax);
    }

    private static System.ServiceModel.FaultException FaultOf(Message reply)
    {
        var fault = MessageFault.CreateFault(reply, FaultBytesMax);
        return reply.Headers.Action == Handle.FaultAction
            ? new System.ServiceModel.FaultException<BrokerFault>(fault.GetDetail<BrokerFault>(), fault.Reason.ToString())
            : new System.ServiceModel.FaultException(fault.Reason.ToString());
    }

    private async ValueTask SendAsync(CallbackOperation operation, object argument)
    {
        _keepAlive.Change(_keepAliveInterval, _keepAliveInterval);
        try
        {
            // No time is set: a peer that does not read is the outbox's to judge.
            await ((IOutputChannel)_channel).SendAsync(operation.Call(_version, argument), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            throw new System.ServiceModel.CommunicationException("The session has ended.", exception);
        }
    }

    private async Task<Message> CallAsync(Delivery delivery, CancellationToken patience)
    {
        try
        {
            return await ((IRequestChannel)_channel).RequestAsync(Handle.Call(_version, delivery), patience).ConfigureAwait(false);
        }
        catch (Exception exception) when (patience.IsCancellationRequested && exception is TimeoutException or OperationCanceledException)
        {
            throw new TimeoutException("The callback has not returned in time.", exception);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            throw new System.ServiceModel.CommunicationException("The session has ended.", exception);
        }
    }

    private async Task KeepAliveAsync()
    {
        try
        {
            await OnNoticeAsync(new Notice { Kind = NoticeKinds.KeepAlive }).ConfigureAwait(false);
        }
        catch (System.ServiceModel.CommunicationException)
        {
            // Who waits for the session's end is told of it by the channel.
            _keepAlive.Dispose();
        }
    }

    // A channel that is closed while it sends shows in many ways.
    private static bool IsEnd(Exception exception) =>
        exception is CommunicationException or TimeoutException or ObjectDisposedException or InvalidOperationException or IOException;
}
