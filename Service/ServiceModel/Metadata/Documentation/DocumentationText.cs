using System.Reflection;
using System.Runtime.Serialization;
using System.ServiceModel;
using System.Text;
using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata.Documentation;

/// <summary>Makes plain text of documentation, with the names that things have in messages in place of those they have in code.</summary>
internal sealed class DocumentationText(Assembly assembly)
{
    private static readonly char[] Whitespace = [' ', '\t', '\r', '\n'];

    /// <param name="element">The documentation.</param>
    /// <param name="id">What it documents: its own members are named without it.</param>
    public string Plain(XElement element, string id)
    {
        var text = new StringBuilder();
        Append(text, element, id);
        return string.Join(' ', text.ToString().Split(Whitespace, StringSplitOptions.RemoveEmptyEntries));
    }

    private void Append(StringBuilder text, XElement element, string id)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { IsEmpty: true } reference)
                text.Append(Referred(reference, id));
            else if (node is XElement nested)
                Append(text, nested, id);
        }

        // Paragraphs and items are blocks: what follows is another word.
        text.Append(element.Name.LocalName is "para" or "item" or "term" ? " " : "");
    }

    private string Referred(XElement reference, string id) => reference.Attribute("cref") is { } cref
        ? Referred(cref.Value, id)
        : (reference.Attribute("name") ?? reference.Attribute("langword") ?? reference.Attribute("href"))?.Value ?? " ";

    private string Referred(string cref, string id)
    {
        var name = cref[(cref.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0];
        if (cref.StartsWith("T:", StringComparison.Ordinal))
            return assembly.GetType(name) is { } type ? Name(type) : LastPart(name);
        var member = LastPart(name);
        var declaring = member == name ? null : assembly.GetType(name[..^(member.Length + 1)]);
        return declaring?.GetMember(member).FirstOrDefault() switch
        {
            MethodInfo method => method.GetCustomAttribute<OperationContractAttribute>()?.Name ?? member,
            FieldInfo { IsLiteral: true } field => field.GetRawConstantValue() as string ?? member,
            PropertyInfo when id.Contains($":{declaring.FullName}.", StringComparison.Ordinal) => member,
            PropertyInfo => $"{Name(declaring)}.{member}",
            _ => member,
        };
    }

    // A class of texts is what the wire has in place of an enumeration.
    private static string Name(Type type)
    {
        var texts = type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral && f.FieldType == typeof(string));
        return type is { IsAbstract: true, IsSealed: true } && texts.Any()
            ? string.Join(", ", texts.Select(f => f.GetRawConstantValue()))
            : type.GetCustomAttribute<DataContractAttribute>()?.Name ?? type.GetCustomAttribute<ServiceContractAttribute>()?.Name ?? type.Name;
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..].Split('`')[0];
}
