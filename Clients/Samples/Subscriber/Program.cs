using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Samples.Subscriber;

// Prints the messages of a topic and its subtopics: dotnet run [-- url [topic]]
var url = args.ElementAtOrDefault(0) ?? "net.tcp://localhost:8808/broker";
var topic = args.ElementAtOrDefault(1) ?? "/";

var callback = new InstanceContext(new ConsoleSubscriber());
await using var factory = new DuplexChannelFactory<IBroker>(callback, new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
var broker = factory.CreateChannel();
try
{
    var subscription = await broker.SubscribeAsync(topic, null);
    Console.WriteLine($"Subscribed to {subscription.Topic}. Press Enter to end.");
    await Console.In.ReadLineAsync();
    await broker.UnsubscribeAsync(subscription.Id);
    return 0;
}
catch (Exception e) when (e is CommunicationException or TimeoutException)
{
    Console.Error.WriteLine($"No connection to {url}, or the broker refused: {e.Message}");
    return 1;
}
