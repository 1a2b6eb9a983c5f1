using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Server.Observability;

/// <summary>
/// What is counted and measured at the edge of the broker. Counts are plain numbers that instruments show when somebody looks, so that they
/// are whole whenever that begins.
/// </summary>
public sealed class BrokerMetrics(TimeProvider time) : ILoopObserver
{
    private readonly long[] _refused = new long[Enum.GetValues<ErrorCode>().Length];
    private readonly long[] _delivered = new long[Enum.GetValues<Protocol>().Length];
    private volatile BrokerHistograms? _histograms;

    /// <summary>Calls refused with a code.</summary>
    public long Refused(ErrorCode code) => Interlocked.Read(ref _refused[(int)code]);

    /// <summary>Messages handed to the transport.</summary>
    public long Delivered(Protocol protocol) => Interlocked.Read(ref _delivered[(int)protocol]);

    /// <summary>Messages handed to the transports.</summary>
    public long AllDelivered => Enum.GetValues<Protocol>().Sum(Delivered);

    void ILoopObserver.Applied(int commands, TimeSpan duration) => _histograms?.Applied(duration);

    void ILoopObserver.Committed(IReadOnlyList<StoreRecord> records, TimeSpan duration)
    {
        _histograms?.Committed(records.Count, duration);
        BrokerTracing.Stored(records, duration, time);
    }

    /// <summary>Measures from now on.</summary>
    internal void MeasureWith(BrokerHistograms histograms) => _histograms = histograms;

    internal void AddRefused(ErrorCode code) => Interlocked.Increment(ref _refused[(int)code]);

    internal void AddDelivered(Protocol protocol, int messages, DateTime oldestUtc)
    {
        Interlocked.Add(ref _delivered[(int)protocol], messages);
        if (_histograms is { WantsDelay: true } histograms)
            histograms.Delivered(time.GetUtcNow().UtcDateTime - oldestUtc, protocol);
    }

    /// <summary>A publish has come; to be given to <see cref="EndPublish"/>.</summary>
    internal long StartPublish() => _histograms is { WantsPublish: true } ? time.GetTimestamp() : 0;

    /// <summary>A publish has its receipt.</summary>
    internal void EndPublish(long started, Protocol protocol)
    {
        if (started != 0)
            _histograms?.Published(time.GetElapsedTime(started), protocol);
    }
}
