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

    private static readonly TimeSpan HandleTimeout = TimeSpan.FromSeconds(30);

    private readonly List<ReadOnlyMemory<byte>> _slices = [];

    public async ValueTask OnMessagesAsync(ReadOnlyMemory<OutboxItem> items)
    {
        var bytes = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var item = items.Span[i];
            var size = SizeOf(item);
            if (_slices.Count > 0 && (bytes + size > BatchBytesMax || _slices.Count >= BatchMessagesMax * SlicesPerMessage))
            {
                await FlushAsync().ConfigureAwait(false);
                bytes = 0;
            }

            Add(item);
            bytes += size;
        }

        await FlushAsync().ConfigureAwait(false);
    }

    public ValueTask OnMessageAsync(OutboxItem item) => channel.SendEncodedAsync(
        encoding.OnMessage, new ReadOnlyMemory<byte>[] { item.Message!.Form(encoding.Shared), OfSubscription(item) });

    public Task HandleMessageAsync(OutboxItem item) =>
        channel.CallAsync(encoding.HandleMessage, [MessageMapping.ToDelivery(item)], HandleTimeout);

    public ValueTask OnNoticeAsync(Notice notice) => channel.SendAsync(encoding.OnNotice, [notice]);

    /// <summary>Says something to a client that has heard nothing for long, so that it does not give up.</summary>
    public ValueTask KeepAliveAsync() => OnNoticeAsync(new Notice { Kind = NoticeKinds.KeepAlive });

    private int SizeOf(OutboxItem item) =>
        encoding.Start.Length + item.Message!.Form(encoding.Shared).Length + OfSubscription(item).Length + FragmentWriter.EndElement.Length;

    private void Add(OutboxItem item)
    {
        _slices.Add(encoding.Start);
        _slices.Add(item.Message!.Form(encoding.Shared));
        _slices.Add(OfSubscription(item));
        _slices.Add(FragmentWriter.EndElement);
    }

    private async ValueTask FlushAsync()
    {
        await channel.SendEncodedAsync(encoding.OnMessages, _slices.ToArray()).ConfigureAwait(false);
        _slices.Clear();
    }

    private byte[] OfSubscription(OutboxItem item)
    {
        var subscription = item.Subscription!;
        var preference = (CallbackPreference)subscription.Options.Tag!;
        var encoded = (EncodedSubscription)(preference.ChannelState ??= Encode(subscription));
        return item.Kind == OutboxItemKind.Retained ? encoded.Retained : encoded.Live;
    }

    private EncodedSubscription Encode(Subscription subscription) =>
        new(encoding.OfSubscription(subscription.Id, retained: false), encoding.OfSubscription(subscription.Id, retained: true));
}
