using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Clients_of_the_lab
{
    [TestMethod]
    [DataRow("json", "xml")]
    [DataRow("xml", "json")]
    public async Task Produce_and_consume(string producing, string consuming)
    {
        const int Messages = 10;
        await using var listener = await TestListener.StartAsync();
        using var consumer = Python.Start("consume", consuming, listener.Port, "/telephony", Messages);
        Assert.AreEqual(@"LIST_NACK \nList of Topics: \nNo topics created yet.\n", await consumer.ReadLineAsync());
        Assert.AreEqual(@"LIST_ACK \nList of Topics: \nTopic: /telephony\n", await consumer.ReadLineAsync());
        using var producer = Python.Start("produce", producing, listener.Port, "/telephony", Messages);
        var received = new List<string>();
        while (received.Count < Messages)
        {
            var line = await consumer.ReadLineAsync();
            if (line!.StartsWith("PUBLISH", StringComparison.Ordinal))
                received.Add(line);
        }

        CollectionAssert.AreEqual(
            Enumerable.Range(0, Messages).Select(i => $"PUBLISH /telephony/{(i % 2 == 0 ? "unite" : "orange")} {i}").ToArray(), received);
        Assert.AreEqual(0, await producer.ExitCodeAsync());
        Assert.AreEqual(0, await consumer.ExitCodeAsync());
    }
}
