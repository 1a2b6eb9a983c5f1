using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

[TestClass]
public sealed class IdleSessions
{
    /// <summary>One minute of the simulation lasts 100 ms: the client gives up after 10 of them, the broker speaks after 4.</summary>
    [TestMethod]
    public async Task After_fifteen_simulated_minutes_of_silence_an_event_arrives()
    {
        await using var broker = await RunningBroker.StartAsync("--NetTcp:KeepAliveInterval=00:00:00.400");
        var binding = new NetTcpBinding(SecurityMode.None) { ReceiveTimeout = TimeSpan.FromSeconds(1) };
        await using var silent = new WcfClient(broker.Url, binding);
        await silent.Broker.SubscribeAsync("/silence", null);

        foreach (var _ in Enumerable.Range(0, 4))
            Assert.IsNull(silent.Recorder.NextNotice(NoticeKinds.KeepAlive).Subscription);

        await using var publisher = new WcfClient(broker.Url);
        Assert.AreEqual(1, (await publisher.Broker.PublishTextAsync("/silence", "news")).MatchedSubscriptions);
        Assert.AreEqual("/silence", silent.Recorder.Next().Topic);
    }
}
