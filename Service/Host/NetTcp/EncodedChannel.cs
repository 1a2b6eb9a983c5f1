using System.Buffers;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Sessions;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.Host.NetTcp;

/// <summary>Callbacks made of slices that were encoded before: a delivery costs a copy of bytes, not a serialisation.</summary>
internal sealed class EncodedChannel(ICallbackChannel channel, CallbackEncoding encoding) : ISubscriberChannel
{
    // Default WCF clients accept messages of 64 KiB.
    private const int BatchBytesMax = 60 << 10;
    private const int BatchMessagesMax = 256;
    private const int SlicesPerMessage = 4;

    private readonly ReadOnlyMemory<byte>[] _single = new ReadOnlyMemory<byte>[2];

    public async ValueTask OnMessagesAsync(IReadOnlyList<OutboxItem> items, int start, int count)
    {
        var slices = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(Math.Min(count, BatchMessagesMax) * SlicesPerMessage);
        try
        {
            for (int at = start, end = start + count; at < end;)
            {
                var batch = Fill(slices, items, at, end);
                await channel.SendEncodedAsync(encoding.OnMessages, slices.AsMemory(0, batch * SlicesPerMessage)).ConfigureAwait(false);
                at += batch;
            }
        }
        finally
        {
            ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(slices, clearArray: true);
        }
    }

    public ValueTask OnMessageAsync(OutboxItem item, bool more)
    {
        _single[0] = item.Message!.Form(encoding.Shared);
        _single[1] = OfSubscription(item);
        return channel.SendEncodedAsync(encoding.OnMessage, _single, more);
    }

    public Task HandleMessageAsync(OutboxItem item, TimeSpan timeout) =>
        channel.CallAsync(encoding.HandleMessage, [MessageMapping.ToDelivery(item)], timeout);

    public ValueTask OnNoticeAsync(Notice notice) => channel.SendAsync(encoding.OnNotice, [notice]);

    /// <summary>Says something to a client that has heard nothing for long, so that it does not give up.</summary>
    public ValueTask KeepAliveAsync() => OnNoticeAsync(new Notice { Kind = NoticeKinds.KeepAlive });

    // As many messages as fit one batch, but at least one.
    private int Fill(Span<ReadOnlyMemory<byte>> slices, IReadOnlyList<OutboxItem> items, int start, int end)
    {
        var bytes = 0;
        var batch = 0;
        for (; start + batch < end && batch < BatchMessagesMax; batch++)
        {
            var item = items[start + batch];
            var shared = item.Message!.Form(encoding.Shared);
            var ofSubscription = OfSubscription(item);
            bytes += encoding.Start.Length + shared.Length + ofSubscription.Length + FragmentWriter.EndElement.Length;
            if (batch > 0 && bytes > BatchBytesMax)
                break;
            slices[0] = encoding.Start;
            slices[1] = shared;
            slices[2] = ofSubscription;
            slices[3] = FragmentWriter.EndElement;
            slices = slices[SlicesPerMessage..];
        }

        return batch;
    }

    private byte[] OfSubscription(OutboxItem item)
    {
        var subscription = item.Subscription!;
        if (item.Attempt is { } attempt)
            return encoding.OfAttempt(subscription.Id, attempt);
        var preference = (CallbackPreference)subscription.Options.Tag!;
        var encoded = (EncodedSubscription)(preference.ChannelState ??= Encode(subscription));
        return item.Kind == OutboxItemKind.Retained ? encoded.Retained : encoded.Live;
    }

    private EncodedSubscription Encode(Subscription subscription) =>
        new(encoding.OfSubscription(subscription.Id, retained: false), encoding.OfSubscription(subscription.Id, retained: true));
}
