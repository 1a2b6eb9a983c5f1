using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Requests;

/// <summary>Answers each request with its own body.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Multiple, UseSynchronizationContext = false)]
internal sealed class RespondingCallback(Func<IBroker> broker) : ISubscriberCallback
{
    // A reply that is lost shows as a request that times out.
    public void OnMessage(Delivery delivery) => _ = broker().ReplyAsync(delivery.ReplyTo!, new BrokerMessage { Body = delivery.Body });

    public void OnMessages(Delivery[] deliveries)
    {
        foreach (var delivery in deliveries)
            OnMessage(delivery);
    }

    public void HandleMessage(Delivery delivery) => OnMessage(delivery);

    public void OnNotice(Notice notice)
    {
    }
}
