using System.ServiceModel;
using System.Text;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Interop.Mono;

/// <summary>Subscribes over net.tcp and is called back, one-way and two-way.</summary>
[CallbackBehavior(UseSynchronizationContext = false)]
internal sealed class Duplex : ISubscriberCallback, IDisposable
{
    private readonly CountdownEvent _handled = new(3);

    public static void Run(string url)
    {
        using var callback = new Duplex();
        var factory = new DuplexChannelFactory<ISyncBroker>(new InstanceContext(callback), new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
        var broker = factory.CreateChannel();
        var info = broker.Subscribe("/interop/transient", null);
        Console.WriteLine($"subscribed {info.Topic}");
        var durable = new SubscriptionOptions { Durable = "interop", Callback = CallbackOperations.HandleMessage };
        broker.Subscribe("/interop/durable", durable);
        Console.WriteLine("subscribed durable");
        broker.PublishText("/interop/transient", "Grüße, 世界 🚀 <&>");
        broker.PublishText("/interop/durable", "one");
        broker.PublishText("/interop/durable", "two");
        Console.WriteLine(callback._handled.Wait(TimeSpan.FromSeconds(30)) ? "all were handled" : "not all were handled");
    }

    public void OnMessage(Delivery delivery) => throw new NotSupportedException();

    public void OnMessages(Delivery[] deliveries)
    {
        foreach (var delivery in deliveries)
            Handle("called back", delivery);
    }

    public void HandleMessage(Delivery delivery) => Handle("handled", delivery);

    public void OnNotice(Notice notice) => Console.WriteLine($"notice {notice.Kind}");

    public void Dispose() => _handled.Dispose();

    private void Handle(string how, Delivery delivery)
    {
        lock (_handled)
            Console.WriteLine($"{how} {delivery.Sequence} {delivery.Topic} {Encoding.UTF8.GetString(delivery.Body!)}");
        _handled.Signal();
    }
}
