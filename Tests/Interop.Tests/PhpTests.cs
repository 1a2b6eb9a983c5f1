namespace WcfBroker.Interop.Tests;

/// <summary>The SoapClient of PHP.</summary>
[TestClass]
public sealed class PhpTests
{
    [TestMethod]
    [DataRow("1.1")]
    [DataRow("1.2")]
    public async Task PHP_publishes_and_pulls(string version)
    {
        Tool.Require("php");
        if (!(await Tool.RunAsync(Tool.Folder, "php", "-m")).Contains("\nsoap\n", StringComparison.Ordinal))
            Assert.Inconclusive("php-soap is not installed.");
        await Scenario.PlayAsync(url => Tool.RunAsync(Tool.Folder, "php", "Php/client.php", url, version));
    }
}
