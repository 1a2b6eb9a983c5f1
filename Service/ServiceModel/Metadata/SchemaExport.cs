using System.Runtime.Serialization;
using System.ServiceModel.Description;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Metadata.Documentation;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>The schemas of contracts: their data types, and the elements that wrap the parameters and results of their operations.</summary>
internal sealed class SchemaExport
{
    private const string SerializationNamespace = "http://schemas.microsoft.com/2003/10/Serialization/";

    private readonly XmlSchemaSet _schemas = new() { XmlResolver = null };
    private readonly XsdDataContractExporter _types;
    private readonly Dictionary<XmlQualifiedName, (XmlSchemaElement Element, MessageDescription Message)> _wrappers = [];
    private readonly HashSet<Type> _roots = [];
    private readonly ContractDocumentation _documentation;

    public SchemaExport(ContractDocumentation documentation)
    {
        _documentation = documentation;
        _types = new(_schemas);
    }

    /// <summary>Adds the element of a message body.</summary>
    /// <exception cref="UnsupportedContractException">It cannot be described.</exception>
    public XmlQualifiedName AddWrapper(OperationDescription operation, MessageDescription message)
    {
        if (message.Body.WrapperName is null)
            throw new UnsupportedContractException($"{operation.Name} uses Message, which metadata cannot describe.");
        foreach (var known in operation.KnownTypes)
            Export(known);
        var name = new XmlQualifiedName(message.Body.WrapperName, message.Body.WrapperNamespace);
        if (!_wrappers.TryGetValue(name, out var other))
            _wrappers.Add(name, (CreateWrapper(operation, message), message));
        else if (!Parts(message).Select(Shape).SequenceEqual(Parts(other.Message).Select(Shape)))
            throw new UnsupportedContractException($"Two operations have the body {name}, with different parameters or results.");
        return name;
    }

    /// <summary>Adds a type that stands alone, as the detail of a fault does.</summary>
    public XmlQualifiedName AddRoot(Type type)
    {
        Export(type);
        return _types.GetRootElementName(type) ?? throw new UnsupportedContractException($"{type} has no root element.");
    }

    /// <summary>The schemas by namespace, complete and valid; those of messages come first, as in the documents of WCF.</summary>
    /// <exception cref="UnsupportedContractException">What was added does not fit together.</exception>
    public KeyValuePair<string, XElement>[] Complete()
    {
        try
        {
            foreach (var wrappers in _wrappers.GroupBy(w => w.Key.Namespace, w => w.Value.Element))
                Insert(wrappers.Key, [.. wrappers]);
            _schemas.Compile();
        }
        catch (XmlSchemaException conflict)
        {
            throw new UnsupportedContractException($"The contracts make no valid schema: {conflict.Message}");
        }

        SchemaDocumentation.Add(_schemas, _roots, _types, _documentation);
        var schemas = _schemas.Schemas().Cast<XmlSchema>()
            .OrderBy(s => _wrappers.Keys.All(w => w.Namespace != s.TargetNamespace))
            .Select(s => new KeyValuePair<string, XElement>(s.TargetNamespace!, ToXml(s)))
            .ToArray();
        RemoveNovelties(Array.ConvertAll(schemas, s => s.Value));
        return schemas;
    }

    private static IEnumerable<MessagePartDescription> Parts(MessageDescription message) =>
        message.Body.ReturnValue is { } result && result.Type != typeof(void)
            ? message.Body.Parts.OrderBy(p => p.Index).Prepend(result)
            : message.Body.Parts.OrderBy(p => p.Index);

    private static (string Name, string Namespace, Type Type) Shape(MessagePartDescription part) => (part.Name, part.Namespace, part.Type);

    private static bool IsNillable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static XElement ToXml(XmlSchema schema)
    {
        var xml = new XDocument();
        using (var writer = xml.CreateWriter())
            schema.Write(writer);
        return xml.Root!;
    }

    // Newer runtimes add these to every schema of the serializer. Where they are not used, it is to be as WCF has always written it.
    private static void RemoveNovelties(XElement[] schemas)
    {
        var used = schemas.Descendants().Attributes("type").Select(a => a.Value.Split(':')[^1]).ToHashSet();
        schemas.Where(s => s.Attribute("targetNamespace")?.Value == SerializationNamespace)
            .Elements(WsdlNames.Schema + "simpleType")
            .Where(t => t.Attribute("name")!.Value is var name && name is "dateOnly" or "timeOnly" && !used.Contains(name))
            .Remove();
    }

    private void Export(Type type)
    {
        if (!_roots.Add(type))
            return;
        try
        {
            _types.Export(type);
        }
        catch (InvalidDataContractException refused)
        {
            throw new UnsupportedContractException($"{type} is no data contract: {refused.Message}");
        }
    }

    private XmlSchemaElement CreateWrapper(OperationDescription operation, MessageDescription message)
    {
        var parts = new XmlSchemaSequence();
        foreach (var part in Parts(message))
            parts.Items.Add(CreatePart(operation, message, part));
        return new() { Name = message.Body.WrapperName, SchemaType = new XmlSchemaComplexType { Particle = parts } };
    }

    private XmlSchemaElement CreatePart(OperationDescription operation, MessageDescription message, MessagePartDescription part)
    {
        Export(part.Type);
        var typeName = _types.GetSchemaTypeName(part.Type);
        var method = operation.TaskMethod ?? operation.SyncMethod;
        return new()
        {
            Name = part.Name,
            MinOccurs = 0,
            IsNillable = IsNillable(part.Type),
            SchemaTypeName = typeName,
            SchemaType = typeName.IsEmpty ? _types.GetSchemaType(part.Type) : null,
            Annotation = SchemaDocumentation.Annotation(
                part == message.Body.ReturnValue ? _documentation.OfResult(method) : _documentation.OfParameter(method, part.Index)),
        };
    }

    private void Insert(string ns, XmlSchemaElement[] wrappers)
    {
        var schema = _schemas.Schemas(ns).Cast<XmlSchema>().FirstOrDefault()
            ?? _schemas.Add(new XmlSchema { TargetNamespace = ns, ElementFormDefault = XmlSchemaForm.Qualified })!;
        for (var i = 0; i < wrappers.Length; i++)
            schema.Items.Insert(i, wrappers[i]);
        var imported = schema.Includes.OfType<XmlSchemaImport>().Select(i => i.Namespace);
        var used = wrappers.SelectMany(w => ((XmlSchemaSequence)((XmlSchemaComplexType)w.SchemaType!).Particle!).Items.Cast<XmlSchemaElement>())
            .Select(e => e.SchemaTypeName.Namespace);
        foreach (var missing in used.Except([.. imported, ns, XmlSchema.Namespace, ""]))
            schema.Includes.Add(new XmlSchemaImport { Namespace = missing });
        _schemas.Reprocess(schema);
    }
}
