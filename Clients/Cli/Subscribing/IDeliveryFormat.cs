using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>How deliveries and notices are written, a line each.</summary>
internal interface IDeliveryFormat
{
    string Line(Delivery delivery);

    string Line(Notice notice);
}
