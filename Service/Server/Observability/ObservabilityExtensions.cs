using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WcfBroker.Server.Health;
using WcfBroker.Server.Options;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Observability;

/// <summary>Registers what can be seen of the broker from outside.</summary>
internal static class ObservabilityExtensions
{
    public static void AddObservability(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<ObservabilityOptions>(configuration, ObservabilityOptions.Section);
        services.AddSingleton<IValidateOptions<ObservabilityOptions>, ObservabilityOptionsValidator>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<BrokerMetrics>();
        services.AddSingleton<StateReader>();
        services.AddSingleton<BrokerInstruments>();
        services.AddSingleton<Telemetry>();
        services.AddHostedService<TelemetryStart>();
    }
}
