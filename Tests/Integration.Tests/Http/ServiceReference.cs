using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Http;

/// <summary>The sample that knows the broker from its WSDL alone, made by the tool that users have.</summary>
[TestClass]
public sealed class ServiceReference
{
    private const string Sample = "Clients/Samples/ServiceReference";

    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task It_publishes_over_HTTP_is_called_back_over_net_tcp_and_reads_a_fault()
    {
        await using var sample = new RunningProgram(Programs.ServiceReference, $"{_broker.HttpUrl}broker", _broker.Url);
        Assert.AreEqual(0, await sample.ExitCodeAsync(), sample.Output);
        await sample.WaitForAsync("Published as #1; it is kept on: Disk.");
        await sample.WaitForAsync("/news #1: Hello");
        await sample.WaitForAsync("InvalidTopic: ");
    }

    [TestMethod]
    public async Task It_was_made_from_the_WSDL_of_today()
    {
        using var http = new HttpClient();
        var wsdl = XDocument.Parse(await http.GetStringAsync($"{_broker.HttpUrl}broker?singleWsdl"));
        XNamespace wsaw = "http://www.w3.org/2006/05/addressing/wsdl";
        XNamespace schema = "http://www.w3.org/2001/XMLSchema";
        var actions = wsdl.Descendants().Attributes(wsaw + "Action").Select(action => action.Value);
        var members = wsdl.Descendants(schema + "complexType").Where(type => type.Attribute("name") is not null)
            .Descendants(schema + "element").Select(element => element.Attribute("name")!.Value);

        // The tool breaks long strings.
        var reference = Regex.Replace(await File.ReadAllTextAsync(Programs.InRepository($"{Sample}/Reference/Reference.cs")), """ " \+\s+" """.Trim(), "");
        var missing = actions.Concat(members.Select(member => $" {member}")).Distinct().Where(name => !reference.Contains(name, StringComparison.Ordinal));
        Assert.AreEqual("", string.Join(", ", missing), $"Run {Sample}/regenerate.");
    }

    [TestMethod]
    public async Task The_script_makes_it_again()
    {
        Shell.Require("dotnet-svcutil");
        var file = Programs.InRepository($"{Sample}/Reference/Reference.cs");
        var kept = await File.ReadAllTextAsync(file);
        try
        {
            await Shell.RunAsync("bash", Programs.InRepository($"{Sample}/regenerate"), $"{_broker.HttpUrl}broker");
            Assert.AreEqual(WithoutPorts(kept), WithoutPorts(await File.ReadAllTextAsync(file)));
        }
        finally
        {
            await File.WriteAllTextAsync(file, kept);
        }
    }

    private static string WithoutPorts(string reference) => Regex.Replace(reference.ReplaceLineEndings("\n"), @"//[\w.]+:\d+/", "//localhost/");
}
