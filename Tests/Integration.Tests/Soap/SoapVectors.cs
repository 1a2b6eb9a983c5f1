using System.Reflection;
using System.Text;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Soap;

/// <summary>
/// Every operation that HTTP carries, as it goes over the wire. A change of what clients see shows here; set WCFBROKER_REWRITE_GOLDEN=1 to
/// accept it.
/// </summary>
[TestClass]
[DefaultHostOnly("CoreWCF chooses other prefixes of namespaces, and is given an address for SOAP 1.2 with WS-Addressing alone.")]
public sealed class SoapVectors
{
    private static readonly string Folder = Path.Combine(
        typeof(SoapVectors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "Tests", "Integration.Tests", "Soap", "Vectors");

    [TestMethod]
    [DataRow("soap11.txt")]
    [DataRow("soap12.txt")]
    public async Task Requests_are_answered_as_they_were(string name)
    {
        await using var broker = await RunningBroker.StartAsync();
        using var client = new HttpClient { BaseAddress = broker.HttpUrl };
        var path = Path.Combine(Folder, name);
        var known = new Dictionary<string, string>();
        var rewritten = new StringBuilder();
        var isRewritten = Environment.GetEnvironmentVariable("WCFBROKER_REWRITE_GOLDEN") == "1";
        foreach (var exchange in SoapExchange.Parse(await File.ReadAllTextAsync(path)))
        {
            var answer = await exchange.PlayAsync(client, known);
            rewritten.Append(exchange with { Answer = answer });
            if (!isRewritten)
                Assert.AreEqual(exchange.Answer, answer, exchange.Title);
        }

        if (isRewritten)
            await File.WriteAllTextAsync(path, rewritten.ToString());
    }

    [TestMethod]
    [DataRow("soap11.txt")]
    [DataRow("soap12.txt")]
    public async Task Every_operation_has_a_vector(string name)
    {
        var vectors = await File.ReadAllTextAsync(Path.Combine(Folder, name));
        var operations =
            from contract in (Type[])[typeof(Contracts.IPublisher), typeof(Contracts.IPullSubscriber), typeof(Contracts.IBrokerAdministration)]
            from method in contract.GetMethods()
            select method.Name.Replace("Async", "", StringComparison.Ordinal);
        foreach (var operation in operations)
            Assert.Contains($"<s:Body><{operation} xmlns=", vectors);
    }
}
