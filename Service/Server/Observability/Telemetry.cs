using Microsoft.Extensions.Hosting;
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
/// OpenTelemetry, where it is wanted: sends to a collector if one is configured, once the broker is up; begins for the page of metrics when
/// that is first asked for.
/// </summary>
internal sealed class Telemetry(IServiceProvider services, IOptions<ObservabilityOptions> options) : IHostedLifecycleService, IDisposable
{
    private readonly Lock _lock = new();
    private MeterProvider? _page;
    private MeterProvider? _meters;
    private TracerProvider? _traces;

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

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // They are there for whoever listens, also without OpenTelemetry.
        services.GetService(typeof(BrokerInstruments));
        if (options.Value.Otlp is { Endpoint.Length: > 0 } otlp)
            Start(otlp, OtlpHeaders.Read(otlp));
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
        _page?.Dispose();
    }

    private static MeterProviderBuilder Meters() =>
        Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(BrokerMetrics.MeterName);

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
            .AddSource(BrokerMetrics.MeterName)
            .AddOtlpExporter(exporter => Configure(exporter, otlp, headers, "v1/traces"))
            .Build();
    }
}
