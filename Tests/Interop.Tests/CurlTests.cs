using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Interop.Tests;

/// <summary>An envelope written by hand.</summary>
[TestClass]
public sealed class CurlTests
{
    [TestMethod]
    public async Task Curl_publishes()
    {
        Tool.Require("curl");
        await using var broker = await RunningBroker.StartAsync();
        var answer = await Tool.RunAsync(Tool.Folder, "sh", "Curl/publish.sh", Scenario.SoapUrl(broker));
        StringAssert.Contains(answer, "<Sequence>1</Sequence><Durability>Disk</Durability>");
    }
}
