using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>A broker that cannot do its work is not ready, and says why.</summary>
[TestClass]
public sealed class Readiness
{
    [TestMethod]
    public async Task A_broker_that_cannot_write_its_store_is_not_ready_until_it_can()
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-ready-");
        try
        {
            await using var broker = await RunningBroker.StartInAsync(folder.FullName);
            // In the place of the file that is written stands something else: that hinders administrators too.
            var obstacle = Directory.CreateDirectory(Path.Combine(folder.FullName, "data", "ready.probe"));
            var (status, body) = await AskAsync(broker);
            Assert.AreEqual(HttpStatusCode.ServiceUnavailable, status);
            StringAssert.Contains(body, """{"name":"store","ok":false,"detail":"the folder of the store cannot be written"}""");
            StringAssert.Contains(body, "\"status\":\"not ready\"");
            obstacle.Delete();
            Assert.AreEqual(HttpStatusCode.OK, (await AskAsync(broker)).Status);
            Assert.IsFalse(File.Exists(obstacle.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task A_broker_without_a_store_looks_at_its_loop_alone()
    {
        await using var broker = await RunningBroker.StartAsync("--Storage:Kind=Memory");
        var (status, body) = await AskAsync(broker);
        Assert.AreEqual(HttpStatusCode.OK, status);
        StringAssert.Contains(body, "\"loop\"");
        Assert.DoesNotContain("\"store\"", body);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(RunningBroker broker)
    {
        using var http = new HttpClient { BaseAddress = broker.HttpUrl };
        using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
