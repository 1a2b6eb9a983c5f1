using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using WcfBroker.ServiceModel.Metadata;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>Everything that a document refers to exists, once.</summary>
[TestClass]
public sealed class ConsistencyTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";
    private static readonly XNamespace Wsp = "http://schemas.xmlsoap.org/ws/2004/09/policy";
    private static readonly XNamespace Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    public static IEnumerable<(string Name, XElement[] Documents)> Services()
    {
        yield return ("the calculator in several documents", Download(Samples.Calculator()));
        yield return ("the broker in several documents", Download(Samples.Broker()));
        yield return ("the broker in one document", [Samples.Broker().Read("?singleWsdl").Root!]);
    }

    [TestMethod]
    [DynamicData(nameof(Services))]
    public void Every_qualified_name_resolves(string name, XElement[] documents)
    {
        var elements = documents.SelectMany(d => d.DescendantsAndSelf(Xsd + "schema")).SelectMany(s => Named(s, "element")).ToHashSet();
        foreach (var (kind, attribute, target) in new[]
        {
            ("input", "message", "message"), ("output", "message", "message"), ("fault", "message", "message"),
            ("binding", "type", "portType"), ("port", "binding", "binding"),
        })
        {
            var targets = documents.Where(d => d.Name == Wsdl + "definitions").SelectMany(d => Named(d, target)).ToHashSet();
            AssertResolved(documents.Descendants(Wsdl + kind).Attributes(attribute), targets);
        }

        AssertResolved(documents.Descendants(Wsdl + "part").Attributes("element"), elements);
    }

    [TestMethod]
    [DynamicData(nameof(Services))]
    public void Every_name_is_given_once(string name, XElement[] documents)
    {
        foreach (var definitions in documents.Where(d => d.Name == Wsdl + "definitions"))
        {
            foreach (var kind in new[] { "message", "portType", "binding", "service" })
                CollectionAssert.AllItemsAreUnique(Named(definitions, kind).ToArray());
            CollectionAssert.AllItemsAreUnique(definitions.Descendants().Attributes(Wsu + "Id").Select(a => a.Value).ToArray());
            foreach (var owner in definitions.Elements().Where(e => e.Name.LocalName is "portType" or "binding" or "service"))
                CollectionAssert.AllItemsAreUnique(owner.Elements().Attributes("name").Select(a => a.Value).ToArray(), owner.Name.LocalName);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Services))]
    public void The_schemas_are_valid_together(string name, XElement[] documents)
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        var written = documents.SelectMany(d => d.DescendantsAndSelf(Xsd + "schema"));
        foreach (var schema in written.Where(s => s.Elements().Any(e => e.Name != Xsd + "import")))
            schemas.Add(XmlSchema.Read(schema.CreateReader(), (_, problem) => throw problem.Exception)!);
        schemas.ValidationEventHandler += (_, problem) => throw problem.Exception;
        schemas.Compile();
        Assert.AreNotEqual(0, schemas.GlobalElements.Count);
    }

    [TestMethod]
    [DynamicData(nameof(Services))]
    public void Every_binding_has_the_operations_messages_and_faults_of_its_contract(string name, XElement[] documents)
    {
        var portTypes = documents.Descendants(Wsdl + "portType").ToDictionary(p => NameOf(p));
        foreach (var binding in documents.Descendants(Wsdl + "binding"))
        {
            var contract = portTypes[Resolve(binding.Attribute("type")!)];
            var (declared, bound) = (contract.Elements(Wsdl + "operation"), binding.Elements(Wsdl + "operation"));
            CollectionAssert.AreEqual(declared.Select(Shape).ToArray(), bound.Select(Shape).ToArray());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Services))]
    public void Every_policy_reference_has_its_policy(string name, XElement[] documents)
    {
        foreach (var definitions in documents)
        {
            var policies = definitions.Elements(Wsp + "Policy").Select(p => $"#{p.Attribute(Wsu + "Id")!.Value}").ToArray();
            var references = definitions.Descendants(Wsp + "PolicyReference").Select(r => r.Attribute("URI")!.Value).ToArray();
            CollectionAssert.AreEquivalent(policies, references);
        }
    }

    [TestMethod]
    public void A_port_for_SOAP_1_1_comes_after_those_for_1_2_at_the_same_address()
    {
        var ports = Samples.Broker().Read("?wsdl").Descendants(Wsdl + "port").Select(p => p.Attribute("name")!.Value.Split('_')[0]);
        Assert.AreEqual("NetTcpBinding Soap12HttpBinding BasicHttpBinding", string.Join(' ', ports.Distinct()));
    }

    // Follows every import from ?wsdl on, as a tool does; one that leads nowhere fails.
    private static XElement[] Download(ServiceMetadata metadata)
    {
        var found = new Dictionary<string, XElement>();
        var next = new Queue<string>(["?wsdl"]);
        while (next.TryDequeue(out var query))
        {
            if (found.ContainsKey(query))
                continue;
            var document = found[query] = metadata.Read(query).Root!;
            var imports = document.Descendants().Where(e => e.Name.LocalName == "import");
            foreach (var location in imports.Attributes().Where(a => a.Name.LocalName is "location" or "schemaLocation"))
            {
                StringAssert.StartsWith(location.Value, Samples.Page.AbsoluteUri);
                next.Enqueue(new Uri(location.Value).Query);
            }
        }

        return [.. found.Values];
    }

    private static void AssertResolved(IEnumerable<XAttribute> references, HashSet<XName> targets)
    {
        var names = references.Select(Resolve).ToArray();
        Assert.IsNotEmpty(names);
        Assert.IsEmpty(names.Except(targets));
    }

    private static IEnumerable<XName> Named(XElement owner, string kind) =>
        owner.Elements().Where(e => e.Name.LocalName == kind && e.Attribute("name") is not null).Select(NameOf);

    private static XName NameOf(XElement named) =>
        XNamespace.Get(named.Parent!.Attribute("targetNamespace")!.Value) + named.Attribute("name")!.Value;

    private static XName Resolve(XAttribute reference)
    {
        var parts = reference.Value.Split(':');
        return reference.Parent!.GetNamespaceOfPrefix(parts[0])! + parts[1];
    }

    private static string Shape(XElement operation) => $"{operation.Attribute("name")!.Value}: " + string.Join(
        ' ',
        operation.Elements().Where(e => e.Name.Namespace == Wsdl && e.Name.LocalName != "documentation")
            .Select(e => $"{e.Name.LocalName}{(e.Name.LocalName == "fault" ? e.Attribute("name")!.Value : "")}").Order(StringComparer.Ordinal));
}
