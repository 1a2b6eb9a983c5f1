using System.Globalization;
using System.ServiceModel;
using System.Text;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Samples.Worker;

/// <summary>Squares numbers. Returning acknowledges a message; a fault of code Reject makes it a dead letter; any other has it tried again.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Single, UseSynchronizationContext = false)]
internal sealed class SquareWorker(Action<string> end) : ISubscriberCallback
{
    public void HandleMessage(Delivery delivery)
    {
        if (!long.TryParse(Encoding.UTF8.GetString(delivery.Body ?? []), CultureInfo.InvariantCulture, out var number))
        {
            var fault = new BrokerFault { Code = FaultCodes.Reject, Message = "The message is no number." };
            throw new FaultException<BrokerFault>(fault, fault.Message);
        }

        var again = delivery.Redelivered ? $" (attempt {delivery.Attempt})" : "";
        Console.WriteLine($"{delivery.Topic} #{delivery.Sequence}{again}: {number} squared is {(Int128)number * number}");
    }

    public void OnNotice(Notice notice)
    {
        if (notice.Kind == NoticeKinds.SubscriptionEnded)
        {
            end($"The subscription has ended. {notice.Reason}");
        }
    }

    // The subscription's callback is HandleMessage: the other two are never called.
    public void OnMessage(Delivery delivery) => HandleMessage(delivery);

    public void OnMessages(Delivery[] deliveries) => Array.ForEach(deliveries, HandleMessage);
}
