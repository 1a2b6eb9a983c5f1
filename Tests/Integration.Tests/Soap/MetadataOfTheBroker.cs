using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml.Linq;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;
using WcfBroker.ServiceModel.Tests.Metadata;

namespace WcfBroker.Integration.Tests.Soap;

/// <summary>What tools are told by a running broker: by WS-MetadataExchange over both transports, and by its pages.</summary>
[TestClass]
[DefaultHostOnly("The host on CoreWCF has no WS-MetadataExchange, and its WSDL has other queries and another order.")]
public sealed class MetadataOfTheBroker
{
    private static readonly XNamespace Mex = "http://schemas.xmlsoap.org/ws/2004/09/mex";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    [TestMethod]
    public async Task Metadata_exchange_tells_the_same_over_HTTP_and_net_tcp()
    {
        await using var broker = await RunningBroker.StartAsync();
        var overTcp = await AskAsync(broker.Url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) + "/mex", new NetTcpBinding(SecurityMode.None));
        var overHttp = await AskAsync(new Uri(broker.HttpUrl, "broker/mex").AbsoluteUri, SoapBindings.Named("SOAP 1.2 with addressing"));
        CollectionAssert.AreEqual(Facts(overTcp), Facts(overHttp));
        Assert.AreEqual("Broker Publisher PullSubscriber BrokerAdministration", Names(overHttp, "portType"));
    }

    [TestMethod]
    [DataRow("?singleWsdl", "Broker Publisher PullSubscriber BrokerAdministration")]
    [DataRow("?httpWsdl", "Publisher PullSubscriber BrokerAdministration")]
    public async Task Each_port_stands_at_the_address_where_it_answers(string query, string contracts)
    {
        await using var broker = await RunningBroker.StartAsync();
        using var http = new HttpClient { BaseAddress = broker.HttpUrl };
        var wsdl = XDocument.Parse(await http.GetStringAsync("broker" + query)).Root!;
        Assert.AreEqual(contracts, Names(wsdl, "portType"));
        foreach (var address in wsdl.Descendants().Where(e => e.Name.LocalName == "address").Select(e => e.Attribute("location")!.Value))
            Assert.Contains(address, (string[])[broker.Url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), new Uri(broker.HttpUrl, "broker").AbsoluteUri]);
    }

    private static async Task<XElement> AskAsync(string url, Binding binding)
    {
        if (binding is NetTcpBinding netTcp)
            netTcp.MaxReceivedMessageSize = 1024 * 1024;
        else
            ((CustomBinding)binding).Elements.Find<HttpTransportBindingElement>().MaxReceivedMessageSize = 1024 * 1024;
        await using var client = new PlainClient<IMetadataClient>(url, binding);
        using var request = Message.CreateMessage(MessageVersion.Soap12WSAddressing10, "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get");
        using var answer = client.Broker.Get(request);
        Assert.IsFalse(answer.IsFault);
        var metadata = (XElement)XNode.ReadFrom(answer.GetReaderAtBodyContents());
        Assert.AreEqual(Mex + "Metadata", metadata.Name);
        return metadata;
    }

    private static string[] Facts(XElement document) =>
    [
        .. from element in document.DescendantsAndSelf()
           let attributes = element.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => $" {a.Name}={a.Value}").Order(StringComparer.Ordinal)
           select $"{element.Name}{string.Concat(attributes)} {(element.HasElements ? "" : element.Value)}",
    ];

    private static string Names(XElement document, string element) =>
        string.Join(' ', document.Descendants(Wsdl + element).Select(e => e.Attribute("name")!.Value));
}
