using System.Net;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Http;

/// <summary>The page at the broker's address: its links lead somewhere, and what is pasted from it works.</summary>
[TestClass]
[DefaultHostOnly("CoreWCF serves a help page of its own.")]
public sealed partial class HelpPage
{
    private static RunningBroker _broker = null!;
    private static HttpClient _http = null!;
    private static string _page = "";
    private static string _folder = "";

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _broker = await RunningBroker.StartAsync();
        _http = new HttpClient { BaseAddress = _broker.HttpUrl };
        _page = await _http.GetStringAsync("/broker");
        _folder = Directory.CreateTempSubdirectory("wcfbroker-help-").FullName;
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        _http.Dispose();
        await _broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task It_names_the_addresses_and_its_links_lead_somewhere()
    {
        Assert.IsTrue(Names(_page, $"net.tcp://127.0.0.1:{new Uri(_broker.Url).Port}/broker"));
        Assert.IsTrue(Names(_page, $"{_broker.HttpUrl}broker"));
        Assert.IsTrue(Names(_page, $"tcp://127.0.0.1:{_broker.Original.Port}"));
        Assert.IsFalse(_page.Contains("{{", StringComparison.Ordinal));
        var links = Link().Matches(_page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToArray();
        Assert.HasCount(4, links);
        foreach (var link in links)
            Assert.AreEqual(HttpStatusCode.OK, (await _http.GetAsync(link)).StatusCode, link);
    }

    [TestMethod]
    public async Task It_names_the_host_that_the_browser_used_and_only_endpoints_that_are_there()
    {
        await using var broker = await RunningBroker.StartAsync("--Endpoints:Original:Url=");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(broker.HttpUrl, "broker")) { Headers = { Host = "localhost:1234" } };
        using var answer = await _http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.IsTrue(Names(page, "http://localhost:1234/broker"));
        Assert.IsTrue(Names(page, $"net.tcp://localhost:{new Uri(broker.Url).Port}/broker"));
        Assert.IsFalse(page.Contains("original protocol", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [TestMethod]
    [DataRow("curl")]
    [DataRow("rest")]
    public async Task What_is_pasted_into_a_shell_publishes(string snippet)
    {
        Shell.Require("curl");
        var before = await LastSequenceAsync();
        await Shell.RunAsync("bash", "-c", Snippet(snippet));
        Assert.IsGreaterThan(before, await LastSequenceAsync());
    }

    [TestMethod]
    public async Task What_is_pasted_into_PowerShell_publishes()
    {
        Shell.Require("pwsh");
        var printed = await Shell.RunAsync("pwsh", "-NoProfile", "-Command", Snippet("powershell"));
        Assert.IsLessThanOrEqualTo(await LastSequenceAsync(), long.Parse(printed, null));
    }

    [TestMethod]
    public async Task What_is_pasted_into_Python_publishes_and_receives()
    {
        const string python = "/usr/bin/python3";
        if (!File.Exists(python) || (await Shell.TryAsync(python, "-c", "import zeep")).ExitCode != 0)
            Assert.Inconclusive("zeep is not installed.");
        Assert.Contains("/news Hello", await Shell.RunAsync(python, "-c", Snippet("python")));
    }

    [TestMethod]
    public async Task The_program_in_one_file_is_called_back()
    {
        var program = Path.Combine(_folder, "subscriber.cs");
        await File.WriteAllTextAsync(program, Snippet("csharp"));
        await Shell.RunAsync("dotnet", "build", program, "--output", _folder);
        await using var subscriber = new RunningProgram(Path.Combine(_folder, "subscriber.dll"));
        await subscriber.WaitForAsync("Subscribed to /news");
        await using var publisher = new PlainClient<IPublisher>(_broker.Url);
        await publisher.Broker.PublishTextAsync("/news/sport", "1:0");
        await subscriber.WaitForAsync("/news/sport: 1:0");
    }

    private static bool Names(string page, string address) => page.Contains($"<code>{address}</code>", StringComparison.Ordinal);

    private static string Snippet(string id) =>
        WebUtility.HtmlDecode(Regex.Match(_page, $"<pre id=\"{id}\">(.*?)</pre>", RegexOptions.Singleline).Groups[1].Value);

    private static async Task<long> LastSequenceAsync()
    {
        using var answer = await _http.GetAsync("/api/topics/news/last");
        return answer.IsSuccessStatusCode ? long.Parse(answer.Headers.GetValues("X-Sequence").Single(), null) : 0;
    }

    [GeneratedRegex("<a href=\"(.*?)\"")]
    private static partial Regex Link();
}
