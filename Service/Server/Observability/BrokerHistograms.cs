using System.Diagnostics.Metrics;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Server.Observability;

/// <summary>What is measured, not only counted. A histogram that nobody listens to costs one comparison.</summary>
internal sealed class BrokerHistograms
{
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048] };

    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _records;
    private readonly Histogram<double> _batch;
    private readonly Histogram<double> _publish;
    private readonly Histogram<double> _delay;

    public BrokerHistograms(Meter meter)
    {
        _commit = meter.CreateHistogram("wcfbroker.commit.duration", "s", "Storing a batch of records, with the flush to the device.", null, Durations);
        _records = meter.CreateHistogram("wcfbroker.commit.batch.size", "{record}", "Records stored in one transaction.", null, Sizes);
        _batch = meter.CreateHistogram("wcfbroker.loop.batch.duration", "s", "Applying a batch of commands.", null, Durations);
        _publish = meter.CreateHistogram("wcfbroker.publish.duration", "s", "From the arrival of a publish to its receipt.", null, Durations);
        _delay = meter.CreateHistogram(
            "wcfbroker.delivery.delay", "s", "From the publish of a message to its hand-over to the transport: of the oldest message of each batch.", null, Durations);
    }

    public bool WantsPublish => _publish.Enabled;

    public bool WantsDelay => _delay.Enabled;

    public void Applied(TimeSpan duration) => _batch.Record(duration.TotalSeconds);

    public void Committed(int records, TimeSpan duration)
    {
        _commit.Record(duration.TotalSeconds);
        _records.Record(records);
    }

    public void Published(TimeSpan duration, Protocol protocol) => _publish.Record(duration.TotalSeconds, ProtocolNames.Tag(protocol));

    public void Delivered(TimeSpan delay, Protocol protocol) => _delay.Record(delay.TotalSeconds, ProtocolNames.Tag(protocol));
}
