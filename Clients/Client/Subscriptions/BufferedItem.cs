using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>A delivery or a notice: they share one buffer, so that they keep their order.</summary>
internal readonly record struct BufferedItem(Delivery? Delivery, Notice? Notice)
{
    public long Bytes => Delivery?.Body?.LongLength ?? 0;
}
