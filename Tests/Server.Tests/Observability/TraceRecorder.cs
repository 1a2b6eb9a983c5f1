using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>Keeps the spans of the broker in memory: those of one trace can be waited for.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly BlockingCollection<Activity> _ended = [];
    private readonly List<Activity> _seen = [];
    private readonly TracerProvider _provider;

    /// <param name="root">Says which messages without a trace begin one; none of them by default.</param>
    public TraceRecorder(Sampler? root = null) => _provider = Sdk.CreateTracerProviderBuilder()
        .AddSource(BrokerTracing.SourceName)
        .SetSampler(new ParentBasedSampler(root ?? new AlwaysOffSampler()))
        .AddInMemoryExporter(new Collection(_ended))
        .Build();

    /// <summary>The context of a publisher whose trace is recorded.</summary>
    public static ActivityContext NewTrace() =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    public static string TextOf(ActivityContext context) => $"00-{context.TraceId}-{context.SpanId}-{(int)context.TraceFlags:x2}";

    /// <summary>Waits for the next span of a trace with this name; of any trace, without one.</summary>
    public Activity Next(ActivityContext trace, string name)
    {
        var place = _seen.FindIndex(IsWanted);
        while (place < 0)
        {
            _seen.Add(_ended.TryTake(out var span, TimeSpan.FromSeconds(20)) ? span : throw new TimeoutException($"No span '{name}' came."));
            place = IsWanted(span) ? _seen.Count - 1 : -1;
        }

        var found = _seen[place];
        _seen.RemoveAt(place);
        return found;

        bool IsWanted(Activity span) => (trace == default || span.TraceId == trace.TraceId) && span.OperationName == name;
    }

    public bool IsEmpty => _ended.Count == 0;

    public void Dispose()
    {
        _provider.Dispose();
        _ended.Dispose();
    }

    // The exporter wants a collection to add to.
    private sealed class Collection(BlockingCollection<Activity> ended) : ICollection<Activity>
    {
        public int Count => ended.Count;

        public bool IsReadOnly => false;

        public void Add(Activity item) => ended.Add(item);

        public void Clear() => throw new NotSupportedException();

        public bool Contains(Activity item) => throw new NotSupportedException();

        public void CopyTo(Activity[] array, int arrayIndex) => throw new NotSupportedException();

        public bool Remove(Activity item) => throw new NotSupportedException();

        public IEnumerator<Activity> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
