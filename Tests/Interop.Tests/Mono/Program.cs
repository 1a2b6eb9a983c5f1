using System.ServiceModel;
using System.Text;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Interop.Mono;

/// <summary>Publishes, pulls and acknowledges over HTTP, or is called back over net.tcp. Argument: the broker's address.</summary>
internal static class Program
{
    private const int LargeBytesMax = 1024 * 1024;

    private static void Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        if (arguments[0].StartsWith("net.tcp:", StringComparison.Ordinal))
            Duplex.Run(arguments[0]);
        else
            Run(arguments[0]);
    }

    private static void Run(string url)
    {
        var publisher = Connect<ISyncPublisher>(url);
        var puller = Connect<ISyncPullSubscriber>(url);
        Publish(publisher);
        var page = Connect<ISyncAdministration>(url).ListAllTopics("/interop", null, 0);
        Console.WriteLine($"topics {string.Join(" ", page.Topics.Select(topic => topic.Name))}");
        ReceiveFault(publisher);
        Pull(puller);
        Acknowledge(puller);
        publisher.Post("/interop/posted", Message("posted"));
        Console.WriteLine("posted");
    }

    private static T Connect<T>(string url)
    {
        var binding = new BasicHttpBinding
        {
            MaxReceivedMessageSize = LargeBytesMax,
            ReaderQuotas = { MaxArrayLength = LargeBytesMax, MaxStringContentLength = LargeBytesMax },
        };
        return new ChannelFactory<T>(binding, new EndpointAddress(url)).CreateChannel();
    }

    private static void Publish(ISyncPublisher publisher)
    {
        var plain = Message("Hello");
        plain.ContentType = "text/plain";
        plain.CorrelationId = "c1";
        plain.Headers = [new Header { Name = "by", Value = "René" }];
        var receipt = publisher.Publish("/interop/plain", plain);
        Console.WriteLine($"published {receipt.Sequence} {receipt.Durability}");
        Console.WriteLine($"text {publisher.PublishText("/interop/text", "Grüße, 世界 🚀 <&> \"' ]]>").Sequence}");
        var batch = publisher.PublishBatch([Item("one"), Item("two")]);
        Console.WriteLine($"batch {string.Join(" ", batch.Sequences)}");
        var large = new BrokerMessage { Body = [.. Enumerable.Range(0, 61440).Select(i => (byte)i)] };
        Console.WriteLine($"large {publisher.Publish("/interop/large", large).Sequence}");
        Console.WriteLine($"empty {publisher.Publish("/interop/empty", new BrokerMessage()).Sequence}");
    }

    private static void ReceiveFault(ISyncPublisher publisher)
    {
        try
        {
            publisher.PublishText("/a+", "x");
        }
        catch (FaultException<BrokerFault> e)
        {
            Console.WriteLine($"fault {e.Detail.Code} {e.Detail.Parameter} {e.Detail.Value}");
        }
    }

    private static void Pull(ISyncPullSubscriber puller)
    {
        var subscription = puller.CreatePullSubscription("/interop", new SubscriptionOptions { Start = "All" }).Id;
        for (var pulled = 0; pulled < 6;)
        {
            foreach (var delivery in puller.Pull(subscription, 100, TimeSpan.FromSeconds(10)).Deliveries)
            {
                Console.WriteLine($"pulled {delivery.Sequence} {delivery.Topic} {Shown(delivery.Body)}");
                pulled++;
            }
        }

        puller.DeletePullSubscription(subscription);
    }

    private static void Acknowledge(ISyncPullSubscriber puller)
    {
        var options = new SubscriptionOptions { Start = "All", Durable = "interop" };
        var durable = puller.CreatePullSubscription("/interop", options).Id;
        var pulled = puller.Pull(durable, 3, TimeSpan.FromSeconds(10));
        var tokens = pulled.Deliveries.Select(delivery => delivery.Token!).ToArray();
        Console.WriteLine($"acknowledged {puller.AcknowledgePulled(durable, tokens).Settled}");
        Console.WriteLine($"stale {puller.AcknowledgePulled(durable, tokens).Stale!.Length}");
    }

    private static TopicMessage Item(string text) => new() { Topic = "/interop/batch", Message = Message(text) };

    private static BrokerMessage Message(string text) => new() { Body = Encoding.UTF8.GetBytes(text) };

    private static string Shown(byte[]? body) => body switch
    {
        null => "(empty)",
        { Length: > 1000 } => $"{body.Length} bytes, sum {body.Sum(b => b)}",
        _ => Encoding.UTF8.GetString(body),
    };
}
