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
    private const string ShownUrl = "https://localhost:8080";
    private const string ShownFolder = "/srv/broker";
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
            await RunAsync(text[..start], folder, command => command);
            await using var broker = await RunningBroker.StartAsync(
            [
                $"--Security:UsersFile={Path.Combine(folder.FullName, "data", "users.json")}",
                .. Settings(Fence().Match(text).Groups[1].Value.Replace(ShownFolder, folder.FullName, StringComparison.Ordinal)),
                "--Endpoints:NetTcp:Url=net.tcp://localhost:0/broker", "--Endpoints:Http:Url=https://127.0.0.1:0",
            ]);
            await RunAsync(
                text[start..],
                folder,
                command => $"export WCFBROKER_URL={broker.Url}; {command.Replace(ShownUrl, broker.HttpUrl.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task Its_C_sharp_is_that_of_clients_which_connect()
    {
        var text = await File.ReadAllTextAsync(Programs.InRepository("docs/guides/security.md"));
        var clients = Code(await File.ReadAllTextAsync(Programs.InRepository("Tests/Integration.Tests/Security/GuideClients.cs")));
        var blocks = Sharp().Matches(text);
        Assert.HasCount(3, blocks);
        foreach (Match block in blocks)
            StringAssert.Contains(clients, Code(block.Groups[1].Value));
    }

    [TestMethod]
    public async Task The_tests_that_it_names_are_there()
    {
        var text = await File.ReadAllTextAsync(Programs.InRepository("docs/guides/security.md"));
        var rows = text[text.IndexOf("## What tests show", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith('|')).Skip(2).ToArray();
        var tests = typeof(SecurityGuide).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(TestMethodAttribute), false)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}").ToHashSet();
        Assert.HasCount(10, rows);
        foreach (var cell in rows.SelectMany(row => row.Trim('|', ' ').Split('|').Skip(1)).Select(cell => cell.Trim()).Where(cell => cell != "-"))
            Assert.IsTrue(cell.Split(", ").All(test => tests.Contains(test.Trim('`'))), cell);
    }

    private static async Task RunAsync(string text, DirectoryInfo folder, Func<string, string> adapt)
    {
        foreach (Match step in Step().Matches(text))
        {
            var command = step.Groups["command"].Value;
            var output = await OutputAsync(adapt(command).Replace(ShownTool, $"dotnet exec '{Programs.Cli}'", StringComparison.Ordinal), folder);
            Assert.AreEqual(Lines(step.Groups["output"].Value), Lines(output.Replace(folder.FullName, ShownFolder, StringComparison.Ordinal)), command);
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

    private static string Code(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => !line.Contains(" factory = ", StringComparison.Ordinal)));

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

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sharp();

    [GeneratedRegex(@"^\$ (?<command>.*)\n(?<output>(?:(?!\$ |```).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Step();
}
