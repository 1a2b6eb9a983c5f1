namespace WcfBroker.Interop.Tests;

/// <summary>JAX-WS: what wsimport generates from the WSDL, on the runtime of its reference implementation.</summary>
[TestClass]
public sealed class JavaTests
{
    private const string Runtime = "/usr/share/jaxws/lib";
    private static readonly GeneratedClient Client = new("Java");

    [ClassCleanup]
    public static void Clean() => Client.Dispose();

    [TestMethod]
    [DataRow("BasicHttpBinding")]
    [DataRow("Soap12HttpBinding")]
    public async Task JAX_WS_publishes_and_pulls(string ports)
    {
        Tool.Require("wsimport", "javac", "java", Runtime);
        var folder = await Client.Folder;
        await Scenario.PlayAsync(url => Tool.RunAsync(folder, "java", "-cp", $".:{Runtime}/*", "Client", url, ports));
    }
}
