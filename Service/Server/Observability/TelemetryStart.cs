using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Observability;

/// <summary>Begins to measure once the broker is up, beside what it does, so that the start takes no longer for it.</summary>
internal sealed class TelemetryStart(IServiceProvider services, IOptions<ObservabilityOptions> options, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private ITimer? _timer;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // Read here, where what is wrong still ends the start.
        var headers = options.Value.Otlp.Endpoint.Length > 0 ? OtlpHeaders.Read(options.Value.Otlp) : null;
        _timer = time.CreateTimer(_ => Start(headers), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is not null)
            await _timer.DisposeAsync().ConfigureAwait(false);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    private void Start(string? headers)
    {
        services.GetRequiredService<BrokerInstruments>();
        if (options.Value.Otlp.Endpoint.Length > 0)
            services.GetRequiredService<Telemetry>().StartSending(headers);
    }
}
