using WcfBroker.Core.Durable;

namespace WcfBroker.Core.Tests.Durable;

[TestClass]
public sealed class RedeliveryDelayTests
{
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 2)]
    [DataRow(3, 4)]
    [DataRow(4, 8)]
    [DataRow(5, 16)]
    [DataRow(6, 32)]
    [DataRow(7, 60)]
    [DataRow(8, 60)]
    [DataRow(1_000, 60)]
    [DataRow(int.MaxValue, 60)]
    public void It_doubles_from_1_s_to_60_s_within_10_percent(int attempts, int seconds)
    {
        foreach (var delay in Delays(attempts))
            Assert.IsTrue(delay >= seconds * 0.9 && delay <= seconds * 1.1, $"{delay} s");
    }

    [TestMethod]
    public void Messages_that_fail_together_come_back_spread_over_the_whole_range()
    {
        var delays = Delays(attempts: 1).ToList();
        Assert.AreEqual(1, delays.Average(), 0.01);
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var from = 0.9 + (tenth * 0.02);
            var share = delays.Count(delay => delay >= from && delay < from + 0.02) / (double)delays.Count;
            Assert.AreEqual(0.1, share, 0.03, $"from {from} s");
        }
    }

    [TestMethod]
    public void It_is_the_same_on_every_machine_and_another_for_each_attempt_message_and_subscription()
    {
        Assert.AreEqual(RedeliveryDelay.After(7, 3, 5), RedeliveryDelay.After(7, 3, 5));
        Assert.AreNotEqual(RedeliveryDelay.After(7, 3, 5), RedeliveryDelay.After(8, 3, 5));
        Assert.AreNotEqual(RedeliveryDelay.After(7, 3, 5), RedeliveryDelay.After(7, 4, 5));
        Assert.AreNotEqual(RedeliveryDelay.After(7, 3, 5), RedeliveryDelay.After(7, 3, 6));
    }

    private static IEnumerable<double> Delays(int attempts) =>
        Enumerable.Range(1, 2_000).Select(sequence => RedeliveryDelay.After(attempts, 1, sequence).TotalSeconds);
}
