using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Durable;

/// <summary>A delivery or a notice: they share one buffer, so that they keep their order.</summary>
internal readonly record struct DurableItem(DurableDelivery? Delivery, Notice? Notice);
