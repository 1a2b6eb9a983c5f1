using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>The commands of the guide, run as they are shown, give what is shown.</summary>
[TestClass]
public sealed partial class SecurityGuide
{
    private const string ShownUrl = "http://localhost:8080";
    private const string ShownTool = "dotnet run --project Clients/Cli --";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task Its_commands_give_what_it_shows()
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-");
        try
        {
            var text = await File.ReadAllTextAsync(Programs.InRepository("docs/guides/security.md"));
            var start = text.IndexOf("Start the broker", StringComparison.Ordinal);
            await RunAsync(text[..start], folder, ShownUrl);
            await using var broker = await RunningBroker.StartAsync(
                [$"--Security:UsersFile={Path.Combine(folder.FullName, "data", "users.json")}", .. Settings(Fence().Match(text).Groups[1].Value)]);
            await RunAsync(text[start..], folder, broker.HttpUrl.AbsoluteUri.TrimEnd('/'));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string text, DirectoryInfo folder, string url)
    {
        foreach (Match step in Step().Matches(text))
        {
            var command = step.Groups["command"].Value;
            var shown = command.Replace(ShownTool, $"dotnet exec '{Programs.Cli}'", StringComparison.Ordinal).Replace(ShownUrl, url, StringComparison.Ordinal);
            Assert.AreEqual(Lines(step.Groups["output"].Value), Lines(await OutputAsync(shown, folder)), command);
        }
    }

    private static async Task<string> OutputAsync(string command, DirectoryInfo folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        using var shell = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = await shell.StandardOutput.ReadToEndAsync(patience.Token);
        return output + await shell.StandardError.ReadToEndAsync(patience.Token);
    }

    private static string Lines(string text) => string.Join('\n', text.Trim().Split('\n').Select(line => line.TrimEnd()));

    // What the guide puts into the settings file, as arguments.
    private static IEnumerable<string> Settings(string json) => Flatten(JsonDocument.Parse(json).RootElement, "");

    private static IEnumerable<string> Flatten(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Flatten(member.Value, $"{path}:{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Flatten(item, $"{path}:{i}")),
        _ => [$"--{path[1..]}={element}"],
    };

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\$ (?<command>.*)\n(?<output>(?:(?!\$ |```).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Step();
}
