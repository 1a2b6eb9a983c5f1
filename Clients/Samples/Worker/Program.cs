using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Samples.Worker;

// Squares the numbers sent to a topic: dotnet run [-- url [topic [name]]]
// Start it twice, and the two share the work. Stop it, and it later goes on where it was.
var url = args.ElementAtOrDefault(0) ?? "net.tcp://localhost:8808/broker";
var topic = args.ElementAtOrDefault(1) ?? "/numbers";
var name = args.ElementAtOrDefault(2) ?? "squares";

var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
Console.CancelKeyPress += (_, e) => e.Cancel = end.TrySetResult("Ended by Ctrl-C.");

var callback = new InstanceContext(new SquareWorker(reason => end.TrySetResult(reason)));
await using var factory = new DuplexChannelFactory<IBroker>(callback, new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
var broker = factory.CreateChannel();
((IClientChannel)broker).Faulted += (_, _) => end.TrySetResult("The connection was lost.");
try
{
    var subscription = await broker.SubscribeAsync(
        topic, new SubscriptionOptions { Durable = name, Shared = true, Callback = CallbackOperations.HandleMessage });
    Console.WriteLine($"{name}: {(subscription.Resumed ? "going on with" : "beginning with")} {subscription.Topic}. Ctrl-C ends.");
    Console.WriteLine(await end.Task);
    return 0;
}
catch (Exception e) when (e is CommunicationException or TimeoutException)
{
    Console.Error.WriteLine($"No connection to {url}, or the broker refused: {e.Message}");
    return 1;
}
