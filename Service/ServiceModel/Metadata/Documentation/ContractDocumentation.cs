using System.Reflection;

namespace WcfBroker.ServiceModel.Metadata.Documentation;

/// <summary>
/// What the XML documentation of contracts says, as plain text in the words of the wire. It is read from the file that the compiler wrote,
/// beside the program; without the file there is no documentation.
/// </summary>
internal sealed class ContractDocumentation
{
    private readonly Dictionary<Assembly, DocumentationFile> _files = [];

    public string? OfType(Type type) => Join(FileOf(type), DocumentationId.Of(type), faults: null);

    public string? OfMember(MemberInfo member) => FileOf(member).Text(DocumentationId.Of(member), "summary");

    /// <summary>What an operation does, and which faults it answers with.</summary>
    public string? OfOperation(MethodInfo method)
    {
        var (file, id) = (FileOf(method), DocumentationId.Of(method));
        return Join(file, id, file.Text(id, "exception") is { } faults ? $"Faults: {faults}" : null);
    }

    public string? OfParameter(MethodInfo method, int index) =>
        FileOf(method).Text(DocumentationId.Of(method), "param", method.GetParameters()[index].Name);

    public string? OfResult(MethodInfo method) => FileOf(method).Text(DocumentationId.Of(method), "returns");

    private static string? Join(DocumentationFile file, string id, string? faults)
    {
        var texts = new[] { file.Text(id, "summary"), file.Text(id, "remarks"), faults }.OfType<string>();
        return texts.Any() ? string.Join('\n', texts) : null;
    }

    private DocumentationFile FileOf(MemberInfo member)
    {
        var assembly = member.Module.Assembly;
        if (!_files.TryGetValue(assembly, out var file))
            _files.Add(assembly, file = DocumentationFile.Read(assembly));
        return file;
    }
}
