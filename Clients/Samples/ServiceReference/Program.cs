using System.ServiceModel;
using System.Text;
using BrokerReference;

// Publishes in SOAP over HTTP and is called back over net.tcp. All it knows of the broker was made from its WSDL (see regenerate).
// dotnet run [-- http-url net.tcp-url]
var http = args.ElementAtOrDefault(0) ?? "http://localhost:8080/broker";
var netTcp = args.ElementAtOrDefault(1) ?? "net.tcp://localhost:8808/broker";

var received = new TaskCompletionSource();
await using var subscriber = new BrokerClient(new NetTcpBinding(SecurityMode.None), new EndpointAddress(netTcp));
subscriber.OnMessagesReceived += (_, batch) =>
{
    foreach (var delivery in batch.deliveries)
        Console.WriteLine($"{delivery.Topic} #{delivery.Sequence}: {Encoding.UTF8.GetString(delivery.Body)}");
    received.TrySetResult();
};

try
{
    await subscriber.SubscribeAsync("/news", new SubscriptionOptions { Start = "New" });
    await using var publisher = new PublisherClient(PublisherClient.EndpointConfiguration.BasicHttpBinding_Publisher, http);
    var receipt = await publisher.PublishTextAsync("/news", "Hello");
    Console.WriteLine($"Published as #{receipt.Sequence}; it is kept on: {receipt.Durability}.");
    await received.Task;
    await publisher.PublishTextAsync("news", "A topic begins with a slash.");
    return 0;
}
catch (FaultException<BrokerFault> refused)
{
    Console.WriteLine($"{refused.Detail.Code}: {refused.Detail.Message}");
    return 0;
}
catch (Exception e) when (e is CommunicationException or TimeoutException)
{
    Console.Error.WriteLine($"No connection to {http} and {netTcp}: {e.Message}");
    return 1;
}
