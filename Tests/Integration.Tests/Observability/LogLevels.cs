using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>Levels of logs change with the configuration file, without a restart.</summary>
[TestClass]
public sealed class LogLevels
{
    [TestMethod]
    public async Task A_level_that_is_saved_holds_at_once_and_one_that_there_is_not_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-levels-");
        try
        {
            var program = Copy(Path.GetDirectoryName(Programs.Host)!, folder.FullName);
            await using var broker = new RunningProgram(
                program, $"--Storage:Path={folder.FullName}/data", "--Endpoints:NetTcp:Url=", "--Endpoints:Http:Url=", "--Endpoints:Original:Url=tcp://127.0.0.1:0");
            var address = (await broker.WaitForAsync("tcp://127")).Split(' ').Single(word => word.StartsWith("tcp:", StringComparison.Ordinal));
            await broker.WaitForAsync("Press Ctrl-C");
            await ConnectAsync(address);
            Assert.DoesNotContain("is session", broker.Output);

            var settings = Path.Combine(folder.FullName, "appsettings.json");
            var before = await File.ReadAllTextAsync(settings);
            await File.WriteAllTextAsync(settings, before.Replace("\"Default\": \"Information\"", "\"Default\": \"Loud\"", StringComparison.Ordinal));
            await File.WriteAllTextAsync(settings, before.Replace("\"Default\": \"Information\"", "\"Default\": \"Debug\"", StringComparison.Ordinal));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!broker.Output.Contains("is session", StringComparison.Ordinal))
            {
                patience.Token.ThrowIfCancellationRequested();
                await ConnectAsync(address);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task ConnectAsync(string address)
    {
        using var lab = LabClient.Json(new(System.Net.IPAddress.Loopback, new Uri(address).Port));
        lab.List("""{"method": "LIST", "topic": "/", "msg": ""}""");
        return Task.CompletedTask;
    }

    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return Path.Combine(to, Path.GetFileName(Programs.Host));
    }
}
