using System.Diagnostics.Metrics;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>Counting, measuring and not tracing allocate nothing.</summary>
[TestClass]
[DoNotParallelize]
public sealed class CountingCostTests
{
    private const int Rounds = 10_000;
    private readonly MessageContent _content = new();
    private readonly TopicName _topic = TopicName.Parse("/a");
    private readonly (TopicName, MessageContent)[] _batch = new (TopicName, MessageContent)[3];
    private readonly TracedDeliveries _traced = new();
    private readonly IReadOnlyList<long> _tokens = [1, 2];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Counting_and_measuring_allocate_nothing_whether_or_not_somebody_listens(bool listening)
    {
        var metrics = new BrokerMetrics(TimeProvider.System);
        using var meter = new Meter("test");
        metrics.MeasureWith(new BrokerHistograms(meter));
        var measured = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (listening && instrument.Meter == meter)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => measured++);
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => measured++);
        listener.Start();
        Assert.AreEqual(0, AllocatedBy(() => Count(metrics)));
        Assert.AreEqual(listening ? 2L * 5 * Rounds : 0, measured);
        Assert.AreEqual(2L * 7 * Rounds, metrics.Delivered(Protocol.NetTcp));
        Assert.AreEqual(2L * Rounds, metrics.Refused(ErrorCode.ServerBusy));
    }

    [TestMethod]
    public void Nothing_is_allocated_for_traces_while_nobody_listens()
    {
        Assert.IsFalse(BrokerTracing.IsOn);
        Assert.AreEqual(0, AllocatedBy(Trace));
    }

    private static void Count(BrokerMetrics metrics)
    {
        var started = metrics.StartPublish();
        metrics.AddDelivered(Protocol.NetTcp, 7, DateTime.MinValue);
        metrics.AddRefused(ErrorCode.ServerBusy);
        metrics.EndPublish(started, Protocol.NetTcp);
        ((ILoopObserver)metrics).Applied(1, TimeSpan.FromMilliseconds(1));
        ((ILoopObserver)metrics).Committed([], TimeSpan.FromMilliseconds(1));
    }

    private void Trace()
    {
        var content = BrokerTracing.OfRequest(_content, Protocol.NetTcp);
        Assert.IsNull(BrokerTracing.StartPublish(_topic, Protocol.NetTcp, ref content));
        Assert.IsNull(BrokerTracing.StartPublish(Protocol.NetTcp, _batch));
        BrokerTracing.Stored([], default, TimeProvider.System);
        _traced.Add(default);
        _traced.Settle(SettleNames.Acknowledge, _tokens);
    }

    private static long AllocatedBy(Action action)
    {
        for (var i = 0; i < Rounds; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
