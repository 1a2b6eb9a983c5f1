using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml.Linq;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>WS-MetadataExchange over net.tcp, on the port of the service that it tells of, asked by WCF's own stack.</summary>
[TestClass]
public sealed class ExchangeTests
{
    private const string WsdlDialect = "http://schemas.xmlsoap.org/wsdl/";
    private const string SchemaDialect = "http://www.w3.org/2001/XMLSchema";
    private const string PolicyDialect = "http://schemas.xmlsoap.org/ws/2004/09/policy";
    private static readonly XNamespace Mex = "http://schemas.xmlsoap.org/ws/2004/09/mex";

    [TestMethod]
    public async Task A_get_returns_every_document()
    {
        var sections = await AskAsync(client => client.Get(Request("http://schemas.xmlsoap.org/ws/2004/09/transfer/Get")));
        Assert.AreEqual("urn:calculator:service urn:calculator urn:echo", Identifiers(sections, WsdlDialect));
        StringAssert.Contains(Identifiers(sections, SchemaDialect), "urn:calculator:data");
        StringAssert.StartsWith(Identifiers(sections, PolicyDialect), "urn:calculator#NetTcpBinding_ICalculator ");
        foreach (var section in sections)
        {
            var root = section.Elements().Single();
            Assert.AreEqual(section.Attribute("Dialect")!.Value, root.Name.NamespaceName);
        }
    }

    [TestMethod]
    public async Task Its_documents_name_no_locations_and_the_host_that_was_asked()
    {
        var sections = await AskAsync(client => client.Get(Request("http://schemas.xmlsoap.org/ws/2004/09/transfer/Get")));
        Assert.IsEmpty(sections.Descendants().Attributes("schemaLocation"));
        var addresses = sections.Descendants().Where(e => e.Name.LocalName == "address").Select(e => new Uri(e.Attribute("location")!.Value));
        Assert.IsTrue(addresses.All(a => a.Host == "127.0.0.1"));
    }

    [TestMethod]
    [DataRow(null, null, 16)]
    [DataRow(WsdlDialect, null, 3)]
    [DataRow(WsdlDialect, "urn:echo", 1)]
    [DataRow(SchemaDialect, null, 7)]
    [DataRow(PolicyDialect, null, 6)]
    [DataRow("urn:unknown", null, 0)]
    public async Task GetMetadata_returns_what_is_wanted(string? dialect, string? identifier, int count)
    {
        var body = new XElement(
            Mex + "GetMetadata",
            dialect is null ? null : new XElement(Mex + "Dialect", dialect),
            identifier is null ? null : new XElement(Mex + "Identifier", identifier));
        var sections = await AskAsync(client => client.GetMetadata(Request("http://schemas.xmlsoap.org/ws/2004/09/mex/GetMetadata/Request", body)));
        Assert.HasCount(count, sections);
    }

    [TestMethod]
    public async Task GetMetadata_with_another_body_is_refused()
    {
        var fault = await Assert.ThrowsAsync<FaultException>(() => AskAsync(
            client => client.GetMetadata(Request("http://schemas.xmlsoap.org/ws/2004/09/mex/GetMetadata/Request", new("other")))));
        StringAssert.Contains(fault.Message, "other");
    }

    [TestMethod]
    public async Task The_service_is_still_served_beside_it()
    {
        await using var host = await CalculatorHost.StartAsync();
        host.Endpoint.Add("/calculator/mex", Samples.Calculator().Exchange);
        Assert.AreEqual(5, host.Connect().Add(2, 3));
    }

    private static Message Request(string action, XElement? body = null) => body is null
        ? Message.CreateMessage(MessageVersion.Soap12WSAddressing10, action)
        : Message.CreateMessage(MessageVersion.Soap12WSAddressing10, action, body.CreateReader());

    private static async Task<XElement[]> AskAsync(Func<IMetadataClient, Message> ask)
    {
        await using var host = await CalculatorHost.StartAsync();
        host.Endpoint.Add("/calculator/mex", Samples.Calculator().Exchange);
        var client = host.ConnectAs<IMetadataClient>($"net.tcp://127.0.0.1:{host.Endpoint.Address.Port}/calculator/mex");
        using var answer = ask(client);
        if (answer.IsFault)
            throw new FaultException(MessageFault.CreateFault(answer, 1024), answer.Headers.Action);
        var metadata = (XElement)XNode.ReadFrom(answer.GetReaderAtBodyContents());
        Assert.AreEqual(Mex + "Metadata", metadata.Name);
        return [.. metadata.Elements(Mex + "MetadataSection")];
    }

    private static string Identifiers(XElement[] sections, string dialect) => string.Join(
        ' ', sections.Where(s => s.Attribute("Dialect")!.Value == dialect).Select(s => s.Attribute("Identifier")!.Value));
}
