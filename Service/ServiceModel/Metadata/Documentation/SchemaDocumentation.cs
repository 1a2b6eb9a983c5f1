using System.Reflection;
using System.Runtime.Serialization;
using System.Xml;
using System.Xml.Schema;
using WcfBroker.ServiceModel.Description;

namespace WcfBroker.ServiceModel.Metadata.Documentation;

/// <summary>Puts the documentation of data contracts into their schemas.</summary>
internal static class SchemaDocumentation
{
    /// <returns>The text as an annotation; null for null.</returns>
    public static XmlSchemaAnnotation? Annotation(string? text) => text is null ? null : new() { Items = { Documentation(text) } };

    public static void Add(XmlSchemaSet schemas, IEnumerable<Type> roots, XsdDataContractExporter names, ContractDocumentation documentation)
    {
        foreach (var type in roots.SelectMany(ContractStrings.Walk).Distinct().Where(t => t.IsDefined(typeof(DataContractAttribute))))
        {
            if (schemas.GlobalTypes[names.GetSchemaTypeName(type)] is XmlSchemaComplexType described)
                Add(described, type, documentation);
        }
    }

    private static void Add(XmlSchemaComplexType described, Type type, ContractDocumentation documentation)
    {
        Annotate(described, documentation.OfType(type));
        var members = ContractStrings.Members(type).ToLookup(m => m.GetCustomAttribute<DataMemberAttribute>()?.Name ?? m.Name);
        foreach (var element in Elements(described))
            Annotate(element, members[element.Name!].Select(documentation.OfMember).FirstOrDefault());
    }

    private static IEnumerable<XmlSchemaElement> Elements(XmlSchemaComplexType type)
    {
        var particle = type.ContentModel?.Content is XmlSchemaComplexContentExtension derived ? derived.Particle : type.Particle;
        return (particle as XmlSchemaSequence)?.Items.OfType<XmlSchemaElement>() ?? [];
    }

    private static void Annotate(XmlSchemaAnnotated described, string? text)
    {
        if (text is not null)
            (described.Annotation ??= new()).Items.Insert(0, Documentation(text));
    }

    private static XmlSchemaDocumentation Documentation(string text) => new() { Markup = [new XmlDocument().CreateTextNode(text)] };
}
