using System.Xml.Linq;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.ServiceModel.Metadata.Documentation;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>Documentation of code becomes documentation of messages.</summary>
[TestClass]
public sealed class DocumentationTests
{
    private const string Member = "P:WcfBroker.Contracts.Messages.BrokerMessage.Id";

    [TestMethod]
    [DataRow("a  word,\n   <c>code</c> and <b>more</b>", "a word, code and more")]
    [DataRow("<para>one</para><para>two</para>", "one two")]
    [DataRow("<paramref name=\"topic\"/> is <see langword=\"null\"/>", "topic is null")]
    [DataRow("<see cref=\"P:WcfBroker.Contracts.Messages.BrokerMessage.Body\"/>", "Body")]
    [DataRow("<see cref=\"P:WcfBroker.Contracts.Messages.Delivery.ReplyTo\"/>", "Delivery.ReplyTo")]
    [DataRow("<see cref=\"M:WcfBroker.Contracts.IBroker.ReplyAsync(System.String,WcfBroker.Contracts.Messages.BrokerMessage)\"/>", "Reply")]
    [DataRow("<see cref=\"T:WcfBroker.Contracts.IPublisher\"/>", "Publisher")]
    [DataRow("<see cref=\"T:WcfBroker.Contracts.Messages.Delivery\"/>", "Delivery")]
    [DataRow("<see cref=\"T:WcfBroker.Contracts.Messages.DurabilityLevels\"/>", "Memory, Disk")]
    [DataRow("<see cref=\"F:WcfBroker.Contracts.Subscriptions.StartPositions.Sequence\"/>", "Sequence")]
    [DataRow("<see cref=\"T:System.ServiceModel.FaultException`1\"/>", "FaultException")]
    [DataRow("<see cref=\"P:WcfBroker.Contracts.Messages.Gone.Member\"/>", "Member")]
    [DataRow("<see cref=\"!:Mistaken\"/>", "Mistaken")]
    [DataRow("<see cref=\"T:WcfBroker.Contracts.IPublisher\">the publisher</see>", "the publisher")]
    public void References_become_the_words_of_the_wire(string documentation, string expected) => Assert.AreEqual(
        expected, new DocumentationText(typeof(IBroker).Assembly).Plain(XElement.Parse($"<summary>{documentation}</summary>"), Member));

    [TestMethod]
    public void Every_operation_and_member_of_the_public_contract_is_documented()
    {
        var wsdl = Samples.Broker().Read("?singleWsdl");
        XNamespace ns = "http://schemas.xmlsoap.org/wsdl/";
        XNamespace xsd = "http://www.w3.org/2001/XMLSchema";
        Assert.IsEmpty(wsdl.Descendants(ns + "portType").Descendants(ns + "operation").Where(o => o.Element(ns + "documentation") is null));
        var members = wsdl.Descendants(xsd + "schema").Single(s => s.Attribute("targetNamespace")!.Value == ContractNamespace.Uri)
            .Descendants(xsd + "sequence").Elements(xsd + "element").Where(e => e.Attribute("maxOccurs") is null);
        Assert.IsEmpty(members.Where(e => e.Descendants(xsd + "documentation").FirstOrDefault() is null).Select(e => e.ToString()));
    }

    [TestMethod]
    public void A_type_without_a_documentation_file_has_no_documentation() =>
        Assert.IsNull(new ContractDocumentation().OfType(typeof(DocumentationTests)));

    [TestMethod]
    public void Inherited_documentation_is_that_of_what_it_is_inherited_from()
    {
        var documentation = new ContractDocumentation();
        Assert.AreEqual(
            documentation.OfMember(typeof(Contracts.Messages.BrokerMessage).GetProperty("ContentType")!),
            documentation.OfMember(typeof(Contracts.Messages.Delivery).GetProperty("ContentType")!));
        StringAssert.Contains(documentation.OfMember(typeof(BrokerFault).GetProperty(nameof(BrokerFault.Code))!), "InvalidTopic, InvalidMessage");
    }
}
