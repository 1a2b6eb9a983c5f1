using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>The documents of a service as one caller is to see them.</summary>
/// <param name="documents">What they say.</param>
/// <param name="host">The host that the caller knows the service by.</param>
/// <param name="page">Where documents can be asked for by query, or null where they cannot.</param>
internal sealed class MetadataView(ServiceDocuments documents, string host, Uri? page)
{
    private static readonly XNamespace Wsdl = WsdlNames.Wsdl;
    private static readonly XNamespace Xsd = WsdlNames.Schema;

    /// <summary>The WSDL documents, that of the service first; each refers to the others and to the schemas.</summary>
    public IEnumerable<XElement> Wsdls => documents.Namespaces.Select(ns => Definitions(ns, Imports(ns), References(ns)));

    /// <summary>The schemas, in the order in which the WSDL documents number them.</summary>
    public IEnumerable<XElement> Schemas => documents.Schemas.Select(s => Located(s.Value));

    /// <summary>
    /// One document with everything in it; null if the contracts have several namespaces, since a WSDL document has but one.
    /// </summary>
    public XElement? Single() => documents.Contracts.Select(c => c.Namespace).Distinct().ToArray() is [var ns]
        ? Definitions(ns, [], Copies(documents.Schemas.Select(s => s.Value)), isWhole: true)
        : null;

    private XElement Definitions(string ns, IEnumerable<XElement> imports, IEnumerable<XElement> types, bool isWhole = false)
    {
        var hasService = isWhole || ns == documents.Namespace;
        var bindings = documents.Bindings.Where(b => b.Namespace == ns);
        var contracts = documents.Contracts.Where(c => c.Namespace == ns).ToArray();
        return new(
            Wsdl + "definitions",
            WsdlNames.DefinitionPrefixes(ns),
            hasService ? new XAttribute("name", documents.Name) : null,
            new XAttribute("targetNamespace", ns),
            Copies(bindings.Select(b => b.Policy)),
            imports,
            contracts.Length == 0 ? null : new XElement(Wsdl + "types", types),
            Copies(contracts.SelectMany(c => c.Messages)),
            Copies(contracts.Select(c => c.PortType)),
            Copies(bindings.Select(b => b.Xml)),
            hasService
                ? new XElement(Wsdl + "service", new XAttribute("name", documents.Name), documents.Ports.Select(p => p.ToXml(ns, host)))
                : null);
    }

    // An element that has no parent would be moved, not copied, and all callers share them.
    private static IEnumerable<XElement> Copies(IEnumerable<XElement?> shared) => shared.OfType<XElement>().Select(e => new XElement(e));

    private IEnumerable<XElement> Imports(string ns) => ns != documents.Namespace
        ? []
        : documents.Namespaces.Skip(1).Select((imported, i) => new XElement(
            Wsdl + "import", new XAttribute("namespace", imported), Location("location", $"wsdl=wsdl{i}")));

    // A schema of its own namespace, because a schema cannot import the one it has.
    private IEnumerable<XElement> References(string ns) =>
    [
        new(
            Xsd + "schema",
            new XAttribute("targetNamespace", $"{ns.TrimEnd('/')}/Imports"),
            documents.Schemas.Select((s, i) => new XElement(
                Xsd + "import", Location("schemaLocation", $"xsd=xsd{i}"), new XAttribute("namespace", s.Key)))),
    ];

    private XElement Located(XElement schema)
    {
        var located = new XElement(schema);
        var numbers = documents.Schemas.Select((s, i) => (s.Key, i)).ToDictionary(s => s.Key, s => s.i);
        foreach (var import in located.Elements(Xsd + "import"))
            import.Add(Location("schemaLocation", $"xsd=xsd{numbers[import.Attribute("namespace")!.Value]}"));
        return located;
    }

    private XAttribute? Location(string attribute, string query) =>
        page is null ? null : new(attribute, new UriBuilder(page) { Query = query }.Uri.AbsoluteUri);
}
