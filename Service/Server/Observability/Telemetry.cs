using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WcfBroker.Server.Options;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Observability;

/// <summary>
/// OpenTelemetry, where it is wanted: for the collector that is configured, and for the page of metrics when that is first asked for.
/// </summary>
internal sealed class Telemetry(BrokerInstruments instruments, IOptions<ObservabilityOptions> options) : IDisposable
{
    private readonly Lock _lock = new();
    private MeterProvider? _page;
    private MeterProvider? _meters;
    private TracerProvider? _traces;
    private bool _isDisposed;

    /// <summary>What the page of metrics shows.</summary>
    public MeterProvider Page()
    {
        lock (_lock)
        {
            return _page ??= Meters().AddPrometheusExporter(page =>
            {
                page.ScopeInfoEnabled = false;
                page.ScrapeResponseCacheDurationMilliseconds = 0;
            }).Build();
        }
    }

    /// <summary>Sends metrics and traces to the collector that is configured, with these headers.</summary>
    public void StartSending(string? headers)
    {
        lock (_lock)
        {
            if (!_isDisposed)
                Start(options.Value.Otlp, headers);
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        _traces?.Dispose();
        _meters?.Dispose();
        _page?.Dispose();
    }

    private MeterProviderBuilder Meters() =>
        Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(instruments.Meter.Name);

    private static ResourceBuilder Resource() => ResourceBuilder.CreateDefault().AddService("wcfbroker", serviceVersion: ProductVersion.Text);

    private static void Configure(OtlpExporterOptions exporter, OtlpOptions otlp, string? headers, string path)
    {
        var endpoint = new Uri(otlp.Endpoint);
        var isGrpc = otlp.Protocol == OtlpProtocol.Grpc;
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = isGrpc ? endpoint : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
        exporter.Headers = headers;
        exporter.TimeoutMilliseconds = (int)otlp.Timeout.TotalMilliseconds;
    }

    private void Start(OtlpOptions otlp, string? headers)
    {
        _meters = Meters().AddOtlpExporter((exporter, reader) =>
        {
            Configure(exporter, otlp, headers, "v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)otlp.Interval.TotalMilliseconds;
            reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = (int)otlp.Timeout.TotalMilliseconds;
        }).Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource())
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(otlp.SampleRatio)))
            .AddSource(BrokerTracing.SourceName)
            .AddOtlpExporter(exporter => Configure(exporter, otlp, headers, "v1/traces"))
            .Build();
    }
}
