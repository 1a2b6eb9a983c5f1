using System.Net;
using System.Net.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

[TestClass]
public sealed class StartAndStop
{
    [TestMethod]
    public async Task The_banner_names_version_endpoints_store_and_what_to_type_next()
    {
        await using var broker = await RunningBroker.StartAsync();

        StringAssert.Contains(broker.Output, "WcfBroker 0.");
        StringAssert.Contains(broker.Output, broker.Url);
        StringAssert.Contains(broker.Output, broker.HttpUrl.AbsoluteUri.TrimEnd('/'));
        StringAssert.Contains(broker.Output, $"tcp://127.0.0.1:{broker.Original.Port}");
        StringAssert.Contains(broker.Output, "messages are on disk before they are acknowledged");
        StringAssert.Contains(broker.Output, $"dotnet run --project Clients/Cli -- subscribe /news --url {broker.Url}");
    }

    [TestMethod]
    public async Task A_store_that_is_not_flushed_warns_at_start_and_never_claims_the_disk()
    {
        await using var broker = await RunningBroker.StartAsync("--Storage:FlushBeforeReceipt=false");
        await broker.WaitForAsync("FlushBeforeReceipt is false");
        await using var client = new WcfClient(broker.Url);
        Assert.AreEqual(Contracts.Messages.DurabilityLevels.Memory, (await client.Broker.PublishTextAsync("/a", "x")).Durability);
    }

    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    public async Task A_signal_stops_the_broker_within_five_seconds_and_subscribers_are_told(string signal)
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var client = new WcfClient(broker.Url);
        await client.Broker.SubscribeAsync("/", null);

        var stopped = System.Diagnostics.Stopwatch.StartNew();
        await broker.SignalAsync(signal);

        Assert.AreEqual(0, await broker.ExitCodeAsync());
        Assert.IsLessThan(TimeSpan.FromSeconds(5), stopped.Elapsed);
        Assert.AreEqual("The broker is stopping; connect again later.", client.Recorder.NextNotice(NoticeKinds.BrokerStopping).Reason);
    }

    [TestMethod]
    public async Task A_subscriber_that_does_not_read_cannot_hold_up_the_stop()
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var stalled = new WcfClient(broker.Url);
        await using var publisher = new WcfClient(broker.Url);
        await stalled.Broker.SubscribeAsync("/", null);
        stalled.Recorder.Stall();
        foreach (var _ in Enumerable.Range(0, 20))
            await publisher.Broker.PublishAsync("/large", new() { Body = new byte[1 << 20] });

        var stopped = System.Diagnostics.Stopwatch.StartNew();
        await broker.SignalAsync("TERM");

        Assert.AreEqual(0, await broker.ExitCodeAsync());
        Assert.IsLessThan(TimeSpan.FromSeconds(5), stopped.Elapsed);
    }

    [TestMethod]
    [DataRow("NetTcp", "net.tcp://localhost:{0}/broker")]
    [DataRow("Http", "http://localhost:{0}")]
    [DataRow("Original", "tcp://localhost:{0}")]
    public async Task A_port_that_is_taken_is_told_in_one_line_with_exit_code_1(string endpoint, string url)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var setting = $"--Endpoints:{endpoint}:Url={string.Format(null, url, ((IPEndPoint)taken.LocalEndpoint).Port)}";
        await using var broker = new RunningProgram(Programs.Host, [.. FreePorts(), setting]);

        Assert.AreEqual(1, await broker.ExitCodeAsync());
        StringAssert.Contains(broker.Output, "is in use by another program");
        StringAssert.Contains(broker.Output, $"--Endpoints:{endpoint}:Url=");
        Assert.HasCount(1, broker.Output.Split('\n'));
    }

    [TestMethod]
    [DataRow("--Endpoints:NetTcp:Url=http://localhost:1/broker", "Endpoints:NetTcp:Url")]
    [DataRow("--Endpoints:NetTcp:Url=net.tcp://0.0.0.0:0/broker", "AllowInsecure")]
    [DataRow("--Endpoints:Http:Url=http://0.0.0.0:0", "Endpoints:Http:AllowInsecure")]
    [DataRow("--Endpoints:Http:Url=https://localhost:0", "Endpoints:Http:Url")]
    [DataRow("--Http:HeadersMax=1", "HeadersMax")]
    [DataRow("--Endpoints:Original:Url=tcp://example.org:8000", "localhost or an IP address")]
    [DataRow("--Endpoints:NetTpc:Url=net.tcp://localhost:0/broker", "NetTpc")]
    [DataRow("--Limits:TopicsMax=0", "TopicsMax")]
    [DataRow("--Limits:TopicsMax=many", "TopicsMax")]
    [DataRow("--Storage:Kind=Papyrus", "Storage")]
    [DataRow("--NetTcp:ConnectionsMax=0", "ConnectionsMax")]
    [DataRow("--Security:Rights=ann", "'ann' at 'Security:Rights'")]
    [DataRow("--Security:Rights:0:Who=", "Who")]
    [DataRow("--Security:Tokens:KeysFile=/nowhere/keys.pem", "Issuer and Audience")]
    [DataRow("--Policies=/a", "Policies = '/a' is no list")]
    [DataRow("--Policies:0=/a", "Policies:0")]
    [DataRow("--Policies:0:Topics=a/b", "Policies:0:Topics = 'a/b'")]
    [DataRow("--Policies:0:Topics=/$dlq/#", "Policies:0:Topics = '/$dlq/#'")]
    [DataRow("--Policies:0:Durabilty=Memory", "Durabilty")]
    [DataRow("--Policies:0:Topics=/a --Policies:0:Durability=Paper", "Policies:0:Durability")]
    [DataRow("--Policies:0:Topics=/a --Policies:0:CountMax=0", "Policies[0]")]
    [DataRow("--Policies:0:Topics=/a --Policies:0:AgeMax=8.00:00:00", "Storage:AgeMax = 7.00:00:00")]
    [DataRow("--Policies:0:Topics=/a --Policies:0:PayloadBytesMax=1048577", "Limits:PayloadBytesMax = 1048576")]
    [DataRow("--Policies:0:Topics=/a --Policies:0:Durability=Memory --Policies:0:CountMax=1", "Policies:0:Durability = Memory")]
    public async Task A_setting_that_cannot_be_used_is_named_before_anything_starts(string arguments, string named)
    {
        await using var broker = new RunningProgram(Programs.Host, [.. FreePorts(), .. arguments.Split(' ')]);

        Assert.AreEqual(1, await broker.ExitCodeAsync());
        StringAssert.Contains(broker.Output, named);
        Assert.DoesNotContain("   at ", broker.Output, "No stack trace.");
    }

    private static string[] FreePorts() =>
        ["--Storage:Kind=Memory", "--Endpoints:NetTcp:Url=net.tcp://localhost:0/broker", "--Endpoints:Original:Url=tcp://127.0.0.1:0", "--Endpoints:Http:Url=http://127.0.0.1:0"];
}
