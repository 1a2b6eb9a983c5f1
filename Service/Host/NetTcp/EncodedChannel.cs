using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Mapping;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.Host.NetTcp;

/// <summary>Callbacks whose argument was encoded before: a delivery costs a copy of bytes, not a serialisation.</summary>
internal sealed class EncodedChannel(ICallbackChannel channel, CallbackEncoding encoding) : ISubscriberChannel
{
    public async ValueTask OnMessagesAsync(IReadOnlyList<OutboxItem> items, int start, int count)
    {
        var deliveries = encoding.Buffers.Get();
        try
        {
            for (int at = start, end = start + count; at < end;)
            {
                at += deliveries.Write(encoding, items, at, end);
                await channel.SendEncodedAsync(encoding.OnMessages, deliveries.Slices).ConfigureAwait(false);
            }
        }
        finally
        {
            encoding.Buffers.Return(deliveries);
        }
    }

    public async ValueTask OnMessageAsync(OutboxItem item, bool more)
    {
        var delivery = encoding.Buffers.Get();
        try
        {
            delivery.WriteMembers(encoding, item);
            await channel.SendEncodedAsync(encoding.OnMessage, delivery.Slices, more).ConfigureAwait(false);
        }
        finally
        {
            encoding.Buffers.Return(delivery);
        }
    }

    public Task HandleMessageAsync(OutboxItem item, TimeSpan timeout) =>
        channel.CallAsync(encoding.HandleMessage, [MessageMapping.ToDelivery(item)], timeout);

    public ValueTask OnNoticeAsync(Notice notice) => channel.SendAsync(encoding.OnNotice, [notice]);

    /// <summary>Says something to a client that has heard nothing for long, so that it does not give up.</summary>
    public ValueTask KeepAliveAsync() => OnNoticeAsync(new Notice { Kind = NoticeKinds.KeepAlive });
}
