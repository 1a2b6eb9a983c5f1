using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Interop.Tests;

/// <summary>A program of .NET Framework on Mono, whose WCF is not the one of .NET.</summary>
[TestClass]
public sealed class MonoTests
{
    private const string Library = "/usr/lib/mono/4.5/System.ServiceModel.dll";
    private static readonly string Client = Tool.Metadata("MonoClient");

    [TestMethod]
    public async Task Mono_publishes_and_pulls()
    {
        Tool.Require("mono", Library);
        await Scenario.PlayAsync(url => Tool.RunAsync(Tool.Folder, "mono", Client, url));
    }

    [TestMethod]
    public async Task Mono_is_called_back_over_net_tcp()
    {
        Tool.Require("mono", Library);
        await using var broker = await RunningBroker.StartAsync();
        var printed = (await Tool.RunAsync(Tool.Folder, "mono", Client, broker.Url)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        CollectionAssert.AreEqual((string[])["subscribed /interop/transient", "subscribed durable"], printed[..2]);
        CollectionAssert.AreEquivalent(
            (string[])
            [
                "called back 1 /interop/transient Grüße, 世界 🚀 <&>", "handled 2 /interop/durable one", "handled 3 /interop/durable two",
                "all were handled",
            ],
            printed[2..],
            string.Join('\n', printed));
    }
}
