namespace WcfBroker.Interop.Tests;

/// <summary>zeep, the SOAP client of Python. Its package of Debian belongs to Debian's own Python, which need not be the first on the PATH.</summary>
[TestClass]
public sealed class ZeepTests
{
    private const string Python = "/usr/bin/python3";

    [TestMethod]
    [DataRow("BasicHttpBinding")]
    [DataRow("Soap12HttpBinding")]
    public async Task Zeep_publishes_and_pulls(string ports)
    {
        Tool.Require(Python, "/usr/lib/python3/dist-packages/zeep");
        await Scenario.PlayAsync(url => Tool.RunAsync(Tool.Folder, Python, "Zeep/client.py", url, ports));
    }
}
