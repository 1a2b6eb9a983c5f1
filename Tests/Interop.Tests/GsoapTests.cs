namespace WcfBroker.Interop.Tests;

/// <summary>gSOAP, which generates C++ from the WSDL.</summary>
[TestClass]
public sealed class GsoapTests
{
    private static readonly GeneratedClient Client = new("Gsoap");

    [ClassCleanup]
    public static void Clean() => Client.Dispose();

    [TestMethod]
    [DataRow("1.1")]
    [DataRow("1.2")]
    public async Task GSOAP_publishes_and_pulls(string version)
    {
        Tool.Require("wsdl2h", "soapcpp2", "g++", "/usr/include/stdsoap2.h");
        var folder = await Client.Folder;
        await Scenario.PlayAsync(url => Tool.RunAsync(folder, Path.Combine(folder, "client"), url, version));
    }
}
