using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>The lab's own validation: its producers and consumers, one subscriber to the root, one that comes late.</summary>
[TestClass]
public sealed class LabValidation
{
    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public async Task The_labs_producers_and_consumers_work_together(string mechanism)
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var root = Lab(broker, "consumer", "/", mechanism);
        await WaitForSubscribersAsync(broker, "/lab");

        await using var telephony = Lab(broker, "producer", "telephony", mechanism);
        await using var msg = Lab(broker, "producer", "msg", mechanism);
        Assert.AreEqual(0, await telephony.ExitCodeAsync());
        Assert.AreEqual(0, await msg.ExitCodeAsync());
        using var late = LabClient.Json(broker.Original);
        late.Send("""{"method": "SUBSCRIBE", "topic": "/msg", "msg": "/msg"}""");

        StringAssert.StartsWith(late.Receive(), """{"method": "LAST_MSG", "topic": "/msg", "msg": """);
        await root.WaitForAsync("/telephony/");
        await root.WaitForAsync("/msg ");
        await root.SignalAsync("INT");
        await root.ExitCodeAsync();
    }

    [TestMethod]
    public async Task Messages_of_a_topic_arrive_first_in_first_out()
    {
        await using var broker = await RunningBroker.StartAsync();
        using var root = LabClient.Xml(broker.Original);
        root.Send("""<?xml version="1.0"?><data method="SUBSCRIBE" topic="//"><msg>//</msg></data>""");
        root.List("""<?xml version="1.0"?><data method="LIST" topic="//"><msg></msg></data>""");
        using var producer = LabClient.Json(broker.Original);

        for (var i = 0; i < 1_000; i++)
            producer.Send(string.Create(CultureInfo.InvariantCulture, $$"""{"method": "PUBLISH", "topic": "/msg", "msg": {{i}}}"""));

        for (var i = 0; i < 1_000; i++)
            Assert.AreEqual($"""<?xml version="1.0"?><data method="PUBLISH" topic="/msg"><msg>{i}</msg></data>""", root.Receive());
    }

    [TestMethod]
    public async Task A_wrong_type_is_told_as_the_lab_tells_it()
    {
        await using var producer = new RunningProgram(Programs.Original, "producer", "--type", "weather");

        Assert.AreEqual(1, await producer.ExitCodeAsync());
        Assert.AreEqual("Error: not a valid producer type", producer.Output);
    }

    private static RunningProgram Lab(RunningBroker broker, string role, string type, string mechanism) => new(
        Programs.Original, role, "--type", type, "--host", "127.0.0.1", "--port", $"{broker.Original.Port}", "--mechanism", mechanism);

    private static async Task WaitForSubscribersAsync(RunningBroker broker, string topic)
    {
        await using var client = new WcfClient(broker.Url);
        while ((await client.Broker.PublishTextAsync(topic, "ready?")).MatchedSubscriptions == 0)
            await Task.Yield();
    }
}
