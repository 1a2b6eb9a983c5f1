using System.Reflection;
using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata.Documentation;

/// <summary>The documentation file of one assembly.</summary>
internal sealed class DocumentationFile
{
    private const int InheritedDepthMax = 8;

    private readonly Dictionary<string, XElement> _members;
    private readonly DocumentationText _text;

    private DocumentationFile(Assembly assembly, Dictionary<string, XElement> members)
    {
        _members = members;
        _text = new(assembly);
    }

    /// <summary>Reads the file beside the program; there may be none.</summary>
    public static DocumentationFile Read(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        var members = File.Exists(path) ? XDocument.Load(path).Descendants("member") : [];
        return new(assembly, members.Where(m => m.Attribute("name") is not null).ToDictionary(m => m.Attribute("name")!.Value));
    }

    /// <summary>The text of a member's tags of that name, those for one parameter if it is named; null when there is none.</summary>
    public string? Text(string id, string tag, string? parameter = null)
    {
        for (var i = 0; i < InheritedDepthMax && Find(id)?.Element("inheritdoc")?.Attribute("cref") is { } inherited; i++)
            id = inherited.Value;
        var tags = Find(id)?.Elements(tag).Where(e => parameter is null || e.Attribute("name")?.Value == parameter);
        var text = string.Join(' ', (tags ?? []).Select(t => _text.Plain(t, id)).Where(t => t.Length > 0));
        return text.Length == 0 ? null : text;
    }

    private XElement? Find(string id) => _members.GetValueOrDefault(id);
}
