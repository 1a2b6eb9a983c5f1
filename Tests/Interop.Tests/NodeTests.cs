namespace WcfBroker.Interop.Tests;

/// <summary>The SOAP clients of Node: node-soap, and strong-soap, which was made from it. <c>npm ci</c> in their folder installs both.</summary>
[TestClass]
public sealed class NodeTests
{
    [TestMethod]
    [DataRow("soap", "BasicHttpBinding")]
    [DataRow("soap", "Soap12HttpBinding")]
    [DataRow("strong-soap", "BasicHttpBinding")]
    [DataRow("strong-soap", "Soap12HttpBinding")]
    public async Task Node_publishes_and_pulls(string library, string ports)
    {
        Tool.Require("node", Path.Combine(Tool.Folder, "Node", "node_modules", library));
        await Scenario.PlayAsync(url => Tool.RunAsync(Tool.Folder, "node", "Node/client.js", library, url, ports));
    }
}
