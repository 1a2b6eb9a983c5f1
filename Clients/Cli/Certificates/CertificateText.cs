using System.Text.Json;
using WcfBroker.Cli.Output;

namespace WcfBroker.Cli.Certificates;

/// <summary>Says what was made, and what to do with it.</summary>
internal static class CertificateText
{
    public static void Write(TextWriter output, CertificateArguments arguments)
    {
        output.WriteLine($"The certificates are in {TerminalText.Escape(arguments.Folder.FullName)}; keep ca.key to yourself.");
        output.WriteLine();
        output.WriteLine("For each endpoint of the broker's appsettings.json, with https:// in the URL of Http:");
        output.WriteLine($"  \"Tls\": {{ {string.Join(", ", Settings(arguments).Select(s => $"\"{s.Name}\": {Quote(s.Value)}"))} }}");
        output.WriteLine();
        output.WriteLine("For clients:");
        output.WriteLine($"  wcfbroker topics --ca {Shell(arguments.AuthorityPath)}{Certificate(arguments)}");
        output.WriteLine($"  curl --cacert {Shell(arguments.AuthorityPath)} https://localhost:8080/health/live");
    }

    private static IEnumerable<(string Name, string Value)> Settings(CertificateArguments arguments)
    {
        yield return ("Certificate", arguments.ServerPath);
        if (arguments.Clients.Count == 0)
        {
            yield break;
        }

        yield return ("ClientCertificates", "Require");
        yield return ("ClientCertificateAuthorities", arguments.AuthorityPath);
    }

    private static string Certificate(CertificateArguments arguments) =>
        arguments.Clients.Count == 0 ? "" : $" --certificate {Shell(arguments.ClientPath(arguments.Clients[0]))}";

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Shell(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
