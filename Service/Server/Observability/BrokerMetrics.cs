using System.Diagnostics.Metrics;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Observability;

/// <summary>
/// The meter of the broker: its histograms, and what is counted at its edge. Counts are plain numbers that instruments show when somebody
/// looks, so that they are whole whenever that begins; a histogram that nobody listens to costs one comparison.
/// </summary>
public sealed class BrokerMetrics : ILoopObserver, IDisposable
{
    public const string MeterName = "WcfBroker";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048] };

    private readonly long[] _refused = new long[Enum.GetValues<ErrorCode>().Length];
    private readonly long[] _delivered = new long[Enum.GetValues<Protocol>().Length];
    private readonly TimeProvider _time;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _records;
    private readonly Histogram<double> _batch;
    private readonly Histogram<double> _publish;
    private readonly Histogram<double> _delay;

    public BrokerMetrics(TimeProvider time)
    {
        _time = time;
        Meter = new Meter(MeterName, ProductVersion.Text);
        _commit = Meter.CreateHistogram("wcfbroker.commit.duration", "s", "Storing a batch of records, with the flush to the device.", null, Durations);
        _records = Meter.CreateHistogram("wcfbroker.commit.batch.size", "{record}", "Records stored in one transaction.", null, Sizes);
        _batch = Meter.CreateHistogram("wcfbroker.loop.batch.duration", "s", "Applying a batch of commands.", null, Durations);
        _publish = Meter.CreateHistogram("wcfbroker.publish.duration", "s", "From the arrival of a publish to its receipt.", null, Durations);
        _delay = Meter.CreateHistogram(
            "wcfbroker.delivery.delay", "s", "From the publish of a message to its hand-over to the transport: of the oldest message of each batch.", null, Durations);
    }

    internal Meter Meter { get; }

    /// <summary>Calls refused with a code.</summary>
    public long Refused(ErrorCode code) => Interlocked.Read(ref _refused[(int)code]);

    /// <summary>Messages handed to the transport.</summary>
    public long Delivered(Protocol protocol) => Interlocked.Read(ref _delivered[(int)protocol]);

    public void Dispose() => Meter.Dispose();

    void ILoopObserver.Applied(int commands, TimeSpan duration) => _batch.Record(duration.TotalSeconds);

    void ILoopObserver.Committed(IReadOnlyList<StoreRecord> records, TimeSpan duration)
    {
        _commit.Record(duration.TotalSeconds);
        _records.Record(records.Count);
        BrokerTracing.Stored(records, _time.GetUtcNow(), duration);
    }

    internal void AddRefused(ErrorCode code) => Interlocked.Increment(ref _refused[(int)code]);

    internal void AddDelivered(Protocol protocol, int messages, DateTime? oldestUtc)
    {
        Interlocked.Add(ref _delivered[(int)protocol], messages);
        if (oldestUtc is { } published && _delay.Enabled)
            _delay.Record((_time.GetUtcNow().UtcDateTime - published).TotalSeconds, ProtocolNames.Tag(protocol));
    }

    /// <summary>A publish has come; to be given to <see cref="EndPublish"/>.</summary>
    internal long StartPublish() => _publish.Enabled ? _time.GetTimestamp() : 0;

    /// <summary>A publish has its receipt.</summary>
    internal void EndPublish(long started, Protocol protocol)
    {
        if (started != 0)
            _publish.Record(_time.GetElapsedTime(started).TotalSeconds, ProtocolNames.Tag(protocol));
    }
}
