using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>Metadata as answers to HTTP requests.</summary>
[TestClass]
public sealed class PageTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("?")]
    [DataRow("?help")]
    [DataRow("?disco=wsdl")]
    public async Task A_query_for_something_else_is_left_to_others(string query)
    {
        var context = Request(query);
        Assert.IsFalse(await Samples.Broker().TryWriteAsync(context));
        Assert.AreEqual(0, context.Response.Body.Length);
    }

    [TestMethod]
    public async Task A_posted_message_is_left_to_others() =>
        Assert.IsFalse(await Samples.Broker().TryWriteAsync(Request("?wsdl", method: "POST")));

    [TestMethod]
    [DataRow("?wsdl")]
    [DataRow("?WSDL")]
    [DataRow("?wsdl=")]
    [DataRow("?singlewsdl")]
    [DataRow("?singleWsdl&v=1")]
    [DataRow("?httpWsdl")]
    [DataRow("?xsd=XSD1")]
    public async Task A_query_is_answered_with_its_document_whatever_its_case(string query)
    {
        var context = Request(query);
        Assert.IsTrue(await Samples.Broker().TryWriteAsync(context));
        Assert.AreEqual(StatusCodes.Status200OK, context.Response.StatusCode);
        Assert.AreEqual("text/xml; charset=utf-8", context.Response.ContentType);
        Assert.AreEqual(context.Response.ContentLength, context.Response.Body.Length);
        XDocument.Parse(Body(context));
    }

    [TestMethod]
    public async Task A_HEAD_request_is_told_the_size_alone()
    {
        var context = Request("?wsdl", method: "HEAD");
        Assert.IsTrue(await Samples.Broker().TryWriteAsync(context));
        Assert.AreEqual(0, context.Response.Body.Length);
        Assert.IsGreaterThan(10_000, context.Response.ContentLength!.Value);
    }

    [TestMethod]
    [DataRow("?wsdl=wsdl0")]
    [DataRow("?wsdl=xsd0")]
    [DataRow("?xsd")]
    [DataRow("?xsd=xsd3")]
    [DataRow("?xsd=xsd-1")]
    [DataRow("?xsd=xsd99999999999")]
    public async Task A_document_that_does_not_exist_is_not_found(string query)
    {
        var context = Request(query);
        Assert.IsTrue(await Samples.Broker().TryWriteAsync(context));
        Assert.AreEqual(StatusCodes.Status404NotFound, context.Response.StatusCode);
    }

    [TestMethod]
    public async Task One_document_for_contracts_of_several_namespaces_is_not_found()
    {
        var context = Request("?singleWsdl");
        Assert.IsTrue(await Samples.Calculator().TryWriteAsync(context));
        Assert.AreEqual(StatusCodes.Status404NotFound, context.Response.StatusCode);
    }

    [TestMethod]
    [DataRow("localhost:8080", "localhost", "localhost:8080")]
    [DataRow("broker.example.net", "broker.example.net", "broker.example.net")]
    [DataRow("my_service:99", "my_service", "my_service:99")]
    [DataRow("10.1.2.3:80", "10.1.2.3", "10.1.2.3")]
    [DataRow("[::1]:8080", "[::1]", "[::1]:8080")]
    public async Task Addresses_have_the_host_that_was_asked_for_and_ports_of_their_own(string header, string host, string page)
    {
        var context = Request("?wsdl", header);
        Assert.IsTrue(await Samples.Broker().TryWriteAsync(context));
        var wsdl = XDocument.Parse(Body(context));
        var addresses = wsdl.Descendants().Where(e => e.Name.LocalName is "address").Select(e => e.Attribute("location")!.Value).Distinct();
        CollectionAssert.AreEquivalent(new[] { $"net.tcp://{host}:8808/broker", $"http://{host}:8080/broker" }, addresses.ToArray());
        var schemas = wsdl.Descendants().Attributes("schemaLocation").Select(a => a.Value);
        Assert.AreEqual($"http://{page}/broker?xsd=xsd0", schemas.First());
    }

    [TestMethod]
    public void The_document_of_HTTP_alone_has_every_call_and_no_callback()
    {
        var whole = Samples.Broker().Read("?singleWsdl");
        var http = Samples.Broker().Read("?httpWsdl");
        CollectionAssert.AreEqual(Names(whole, "port", "Http"), Names(http, "port", ""));
        Assert.AreEqual("Publisher PullSubscriber BrokerAdministration", string.Join(' ', Names(http, "portType", "")));
        Assert.IsTrue(http.Descendants().Where(e => e.Name.LocalName == "operation" && e.Parent!.Name.LocalName == "portType")
            .All(operation => operation.Elements().Any(e => e.Name.LocalName == "input")));
    }

    [TestMethod]
    public void Callers_at_once_get_the_same_document()
    {
        var metadata = Samples.Broker();
        var documents = new string[16];
        Parallel.For(0, documents.Length, i => documents[i] = metadata.Read("?singleWsdl").ToString());
        Assert.HasCount(1, documents.Distinct());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a b")]
    [DataRow("a/b")]
    [DataRow("a?b")]
    [DataRow("user@a")]
    [DataRow("a:b")]
    [DataRow("a:80:90")]
    [DataRow("a\"<b>")]
    [DataRow("[::1")]
    [DataRow("[::1]x:80")]
    public async Task A_host_that_is_none_is_refused(string header)
    {
        var context = Request("?wsdl", header);
        Assert.IsTrue(await Samples.Broker().TryWriteAsync(context));
        Assert.AreEqual(StatusCodes.Status400BadRequest, context.Response.StatusCode);
    }

    private static string[] Names(XDocument wsdl, string element, string part) =>
    [
        .. wsdl.Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Attribute("name")!.Value)
            .Where(name => name.Contains(part, StringComparison.Ordinal)),
    ];

    private static DefaultHttpContext Request(string query, string host = "localhost:8080", string method = "GET") => new()
    {
        Request = { Method = method, Scheme = "http", Path = "/broker", QueryString = new(query), Headers = { Host = host } },
        Response = { Body = new MemoryStream() },
    };

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
