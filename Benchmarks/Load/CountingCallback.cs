using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Load;

/// <summary>Counts what it is called back with; a publisher's own counts nothing.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Multiple, UseSynchronizationContext = false)]
internal sealed class CountingCallback(Action<long>? received) : ISubscriberCallback
{
    public void OnMessage(Delivery delivery) => received!(NumberedPayload.Read(delivery.Body));

    public void OnMessages(Delivery[] deliveries)
    {
        foreach (var delivery in deliveries)
            OnMessage(delivery);
    }

    public void HandleMessage(Delivery delivery) => OnMessage(delivery);

    // A gap shows in the tally.
    public void OnNotice(Notice notice)
    {
    }
}
