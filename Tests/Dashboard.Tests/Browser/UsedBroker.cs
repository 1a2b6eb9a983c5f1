using System.ServiceModel;
using System.Text;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Dashboard.Tests.Browser;

/// <summary>A running broker as a day's work leaves it: topics with messages of all kinds, a durable subscription with dead letters, sessions.</summary>
internal sealed class UsedBroker : IAsyncDisposable
{
    public const string Subscription = "invoices";
    public const string Script = "<script>document.title = 'stolen'</script>";
    private static readonly string[] Orders = ["/shop/orders/berlin", "/shop/orders/paris", "/shop/returns", "/sensors/hall/temperature", "/sensors/hall/humidity", "/sensors/roof/wind"];

    private readonly WcfClient _worker;
    private readonly WcfClient _watcher;

    private UsedBroker(RunningBroker host)
    {
        Host = host;
        (_worker, _watcher) = (new WcfClient(host.Url), new WcfClient(host.Url));
    }

    public RunningBroker Host { get; }

    public IBroker Client => _watcher.Broker;

    public static async Task<UsedBroker> StartAsync(params string[] settings)
    {
        var broker = new UsedBroker(await RunningBroker.StartAsync(settings));
        await broker.PublishAsync();
        await broker.FailAsync();
        await broker._watcher.Broker.SubscribeAsync("/sensors", null);
        return broker;
    }

    /// <summary>From now on the worker takes what it refused before.</summary>
    public void Accept() => _worker.Recorder.Handling = null;

    /// <summary>The next message that the worker took.</summary>
    public Delivery Taken() => _worker.Recorder.Next();

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _watcher.DisposeAsync();
        await Host.DisposeAsync();
    }

    private async Task PublishAsync()
    {
        foreach (var topic in Orders)
        {
            foreach (var i in Enumerable.Range(1, 12))
                await Client.PublishTextAsync(topic, $"{topic[1..]} reading {i * 7 % 23}.{i % 10}");
        }

        await SendAsync("/kinds/json", ContentTypes.Json, """{"order":4711,"lines":[{"article":"lamp","count":2},{"article":"bulb","count":6}],"paid":true}""");
        await SendAsync("/kinds/xml", ContentTypes.Xml, """<order id="4711"><line article="lamp" count="2"/><note>Please ring twice</note></order>""");
        await SendAsync("/kinds/text", ContentTypes.Text, Script);
        await Client.PublishAsync("/kinds/bytes", new BrokerMessage { ContentType = "image/png", Body = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0xff] });
    }

    private Task<PublishReceipt> SendAsync(string topic, string type, string body) => Client.PublishAsync(topic, new BrokerMessage
    {
        Id = $"{topic}-1",
        ContentType = type,
        Body = Encoding.UTF8.GetBytes(body),
        Headers = [new Header { Name = "source", Value = "till 3" }],
    });

    // Three are given up; one is accepted.
    private async Task FailAsync()
    {
        _worker.Recorder.Handling = delivery =>
        {
            if (Encoding.UTF8.GetString(delivery.Body ?? []) is var text && text.StartsWith("bad", StringComparison.Ordinal))
                throw new FaultException<BrokerFault>(new BrokerFault { Code = FaultCodes.Reject, Message = $"'{text}' is no number." }, "no number");
        };
        await _worker.Broker.SubscribeAsync("/invoices", new SubscriptionOptions { Durable = Subscription, Shared = true });
        foreach (var text in (string[])["bad 1", "bad 2", "bad 3", "17"])
            await Client.PublishTextAsync("/invoices", text);
        _ = _worker.Recorder.Next();
    }
}
