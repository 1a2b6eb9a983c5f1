using System.Reflection;
using System.Text;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>
/// The documents as they were last looked at. A change of the public contract shows here; set WCFBROKER_REWRITE_GOLDEN=1 to accept it.
/// </summary>
[TestClass]
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(
        typeof(GoldenTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "Tests", "ServiceModel.Tests", "Metadata", "Golden");

    [TestMethod]
    [DataRow("?wsdl")]
    [DataRow("?wsdl=wsdl0")]
    [DataRow("?wsdl=wsdl1")]
    [DataRow("?xsd=xsd0")]
    [DataRow("?xsd=xsd1")]
    [DataRow("?xsd=xsd2")]
    [DataRow("?xsd=xsd3")]
    [DataRow("?xsd=xsd4")]
    [DataRow("?xsd=xsd5")]
    [DataRow("?xsd=xsd6")]
    public void The_documents_of_the_calculator_are_as_they_were(string query) =>
        AssertSame($"calculator.{query[1..].Replace('=', '.')}.xml", Samples.Calculator().Find(query, Samples.Page));

    [TestMethod]
    public void The_WSDL_of_the_broker_is_as_it_was() => AssertSame("broker.singleWsdl.xml", Samples.Broker().Find("?singleWsdl", Samples.Page));

    private static void AssertSame(string name, byte[]? document)
    {
        Assert.IsNotNull(document);
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("WCFBROKER_REWRITE_GOLDEN") == "1")
            File.WriteAllBytes(path, document);
        var actual = Encoding.UTF8.GetString(document).Split('\n');
        var expected = File.ReadAllLines(path);
        for (var i = 0; i < Math.Max(expected.Length, actual.Length); i++)
            Assert.AreEqual(expected.ElementAtOrDefault(i), actual.ElementAtOrDefault(i), $"line {i + 1} of {name}");
    }
}
