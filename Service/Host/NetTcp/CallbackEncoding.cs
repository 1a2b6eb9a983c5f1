using System.Buffers;
using Microsoft.Extensions.ObjectPool;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Server.Sessions;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.Host.NetTcp;

/// <summary>
/// A delivery as bytes that every session understands: the members that all subscribers share, encoded once per message
/// that has several, and the few that belong to a subscription, encoded once per subscription.
/// </summary>
internal sealed class CallbackEncoding
{
    private readonly DeliveryMembers _members;
    private readonly FragmentName _delivery;

    public CallbackEncoding(CallbackContract callbacks)
    {
        OnMessage = callbacks[nameof(ISubscriberCallback.OnMessage)];
        OnMessages = callbacks[nameof(ISubscriberCallback.OnMessages)];
        HandleMessage = callbacks[nameof(ISubscriberCallback.HandleMessage)];
        OnNotice = callbacks[nameof(ISubscriberCallback.OnNotice)];
        _delivery = OnMessages.Element(nameof(Delivery), ContractNamespace.Uri);
        _members = new DeliveryMembers(OnMessages);
        Shared = new MessageForm<byte[]>(message => Encode(writer => WriteShared(writer, message)));
        StartBytes = Encode(writer => writer.Start(_delivery)).Length;
    }

    public CallbackOperation OnMessage { get; }

    public CallbackOperation OnMessages { get; }

    public CallbackOperation HandleMessage { get; }

    public CallbackOperation OnNotice { get; }

    /// <summary>The start of a delivery, with the members that all subscribers of a message share.</summary>
    public MessageForm<byte[]> Shared { get; }

    /// <summary>What <see cref="Shared"/> has before the members.</summary>
    public int StartBytes { get; }

    /// <summary>What <see cref="WriteRest"/> has after the members.</summary>
    public static int EndBytes => FragmentWriter.EndElement.Length;

    public ObjectPool<EncodedDeliveries> Buffers { get; } = new DefaultObjectPool<EncodedDeliveries>(new EncodedDeliveries.Policy());

    public void WriteShared(FragmentWriter writer, PublishedMessage message)
    {
        writer.Start(_delivery);
        _members.WriteShared(writer, message);
    }

    /// <summary>Writes what belongs to a subscription or attempt, and the end of the delivery.</summary>
    public void WriteRest(IBufferWriter<byte> output, OutboxItem item)
    {
        var subscription = item.Subscription!;
        if (item.Attempt is { } attempt)
        {
            var writer = new FragmentWriter(output);
            _members.WriteAttempt(writer, subscription.Id, attempt);
            writer.End();
            return;
        }

        var preference = (CallbackPreference)subscription.Options.Tag!;
        var encoded = (EncodedSubscription)(preference.ChannelState ??= Encode(subscription));
        output.Write(item.Kind == OutboxItemKind.Retained ? encoded.Retained : encoded.Live);
    }

    private EncodedSubscription Encode(Subscription subscription) => new(RestOf(subscription, retained: false), RestOf(subscription, retained: true));

    private byte[] RestOf(Subscription subscription, bool retained) => Encode(writer =>
    {
        _members.WriteSubscription(writer, subscription.Id, retained);
        writer.End();
    });

    private byte[] Encode(Action<FragmentWriter> write)
    {
        var buffer = Buffers.Get();
        try
        {
            return buffer.Encode(write);
        }
        finally
        {
            Buffers.Return(buffer);
        }
    }
}
