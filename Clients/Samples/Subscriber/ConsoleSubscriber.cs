using System.ServiceModel;
using System.Text;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Samples.Subscriber;

/// <summary>Prints what the broker sends. Single calls, in batches: so the messages stay in order.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Single, UseSynchronizationContext = false)]
internal sealed class ConsoleSubscriber : ISubscriberCallback
{
    public void OnMessages(Delivery[] deliveries) => Array.ForEach(deliveries, OnMessage);

    public void OnMessage(Delivery delivery) =>
        Console.WriteLine($"{delivery.Topic} #{delivery.Sequence} {Encoding.UTF8.GetString(delivery.Body ?? [])}");

    public void HandleMessage(Delivery delivery) => OnMessage(delivery);

    public void OnNotice(Notice notice)
    {
        if (notice.Kind != NoticeKinds.KeepAlive)
        {
            Console.WriteLine($"[{notice.Kind}] {notice.Reason}");
        }
    }
}
