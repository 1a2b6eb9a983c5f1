using System.Globalization;
using System.ServiceModel;
using System.Text;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;

// Publishes ten prices to /currency: dotnet run [-- url [topic]]
var url = args.ElementAtOrDefault(0) ?? "net.tcp://localhost:8808/broker";
var topic = args.ElementAtOrDefault(1) ?? "/currency";

// No callbacks are wanted, so the plain IPublisher does, and a plain ChannelFactory.
await using var factory = new ChannelFactory<IPublisher>(new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
var broker = factory.CreateChannel();
try
{
    for (var price = 1; price <= 10; price++)
    {
        var receipt = await broker.PublishAsync(topic, new BrokerMessage
        {
            ContentType = ContentTypes.Text,
            Body = Encoding.UTF8.GetBytes(price.ToString(CultureInfo.InvariantCulture)),
        });
        Console.WriteLine($"{topic} {price}: message {receipt.Sequence}, {receipt.MatchedSubscriptions} subscriptions");
    }

    return 0;
}
catch (FaultException<BrokerFault> fault)
{
    Console.Error.WriteLine($"The broker refused the message: {fault.Detail.Code}: {fault.Detail.Message}");
}
catch (Exception e) when (e is CommunicationException or TimeoutException)
{
    Console.Error.WriteLine($"No connection to {url}: {e.Message}");
}

return 1;
