using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>S20: what one endpoint takes, all can read.</summary>
[TestClass]
public sealed class AcrossProtocols
{
    private const string Text = "é € 😀 <&> \"quoted\" \\";
    private const string JsonText = "\\u00e9 \\u20ac \\ud83d\\ude00 <&> \\\"quoted\\\" \\\\";
    private const string XmlText = "é € 😀 &lt;&amp;&gt; \"quoted\" \\";

    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task A_text_goes_from_each_protocol_to_each()
    {
        await using var wcf = new WcfClient(_broker.Url);
        using var json = LabClient.Json(_broker.Original);
        using var xml = LabClient.Xml(_broker.Original);
        await wcf.Broker.PublishTextAsync("/across", "first");
        await wcf.Broker.SubscribeAsync("/across", null);
        Assert.AreEqual("first", BodyOf(wcf.Recorder.Next()));
        json.Send("""{"method": "SUBSCRIBE", "topic": "/across", "msg": "/across"}""");
        Assert.AreEqual("""{"method": "LAST_MSG", "topic": "/across", "msg": "first"}""", json.Receive());
        xml.Send("""<?xml version="1.0"?><data method="SUBSCRIBE" topic="/across"><msg>/across</msg></data>""");
        Assert.AreEqual("""<?xml version="1.0"?><data method="LAST_MSG" topic="/across"><msg>first</msg></data>""", xml.Receive());

        await wcf.Broker.PublishTextAsync("/across", Text);
        ExpectText(wcf, json, xml);
        json.Send($$"""{"method": "PUBLISH", "topic": "/across", "msg": "{{JsonText}}"}""");
        ExpectText(wcf, json, xml);
        xml.Send($"""<?xml version="1.0"?><data method="PUBLISH" topic="/across"><msg>{XmlText}</msg></data>""");
        ExpectText(wcf, json, xml);
    }

    [TestMethod]
    public async Task A_binary_body_is_left_out_where_it_cannot_be_carried_and_damaged_nowhere()
    {
        await using var wcf = new WcfClient(_broker.Url);
        using var json = LabClient.Json(_broker.Original);
        await wcf.Broker.PublishTextAsync("/binary", "first");
        json.Send("""{"method": "SUBSCRIBE", "topic": "/binary", "msg": "/binary"}""");
        Assert.AreEqual("""{"method": "LAST_MSG", "topic": "/binary", "msg": "first"}""", json.Receive());
        await wcf.Broker.SubscribeAsync("/binary", new() { Start = Contracts.Subscriptions.StartPositions.New });
        byte[] bytes = [0xff, 0xfe, 0x00, 0x80];

        await wcf.Broker.PublishAsync("/binary", new BrokerMessage { Body = bytes });
        await wcf.Broker.PublishTextAsync("/binary", "last");

        CollectionAssert.AreEqual(bytes, wcf.Recorder.Next().Body);
        Assert.AreEqual("""{"method": "PUBLISH", "topic": "/binary", "msg": "last"}""", json.Receive());
        await _broker.WaitForAsync("left out");
    }

    private static void ExpectText(WcfClient wcf, LabClient json, LabClient xml)
    {
        Assert.AreEqual(Text, BodyOf(wcf.Recorder.Next()));
        Assert.AreEqual($$"""{"method": "PUBLISH", "topic": "/across", "msg": "{{JsonText}}"}""", json.Receive());
        Assert.AreEqual($"""<?xml version="1.0"?><data method="PUBLISH" topic="/across"><msg>{XmlText}</msg></data>""", xml.Receive());
    }

    private static string BodyOf(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body!);
}
