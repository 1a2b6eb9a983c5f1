using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Core;
using WcfBroker.Core.Loop;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Inspection;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Options;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Rights;
using WcfBroker.Server.Sessions;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Startup;

/// <summary>Registers what every host needs: options checked at start, the core loop, sessions, banner and shutdown.</summary>
public static class ServiceCollectionExtensions
{
    private const long RestoredBytesLarge = 64 << 20;

    // A stop is over within 5 s: this is what closing sessions may take, with time left to end the process.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    internal static void AddBroker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<EndpointsOptions>(configuration, EndpointsOptions.Section);
        services.AddSingleton<IValidateOptions<EndpointsOptions>, EndpointsOptionsValidator>();
        services.AddChecked<StorageOptions>(configuration, StorageOptions.Section);
        services.AddChecked<BrokerLimits>(configuration, "Limits");
        services.AddPolicies(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<BrokerStorage>();
        services.AddObservability(configuration);
        services.AddSingleton(StartLoop);
        services.AddSingleton(CreateSessions);
        services.AddSecurity(configuration);
        services.AddSingleton(CreateReport);
        services.AddSingleton<StartBanner>();
        services.AddHostedService<BrokerShutdown>();
        services.AddHostedService<StorageCare>();
        services.AddHostedService<TopicCare>();
        services.AddSingleton<Backups>();
        services.AddHostedService(provider => provider.GetRequiredService<Backups>());
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
    }

    private static SessionServices CreateSessions(IServiceProvider services) => new(
        services.GetRequiredService<BrokerLoop>(),
        services.GetRequiredService<BrokerStorage>(),
        services.GetRequiredService<Backups>(),
        services.GetRequiredService<AccessControl>(),
        services.GetRequiredService<BrokerMetrics>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<SessionServices>>());

    private static ServerReport CreateReport(IServiceProvider services) => new(
        services.GetServices<IBrokerEndpoint>(),
        services.GetServices<SettingsSection>(),
        services.GetRequiredService<IOptions<EndpointsOptions>>(),
        services.GetRequiredService<IOptions<StorageOptions>>(),
        services.GetRequiredService<BrokerStorage>(),
        services.GetRequiredService<SecurityMonitor>(),
        services.GetRequiredService<TimeProvider>());

    private static BrokerLoop StartLoop(IServiceProvider services)
    {
        var store = services.GetRequiredService<BrokerStorage>().Store;
        var time = services.GetRequiredService<TimeProvider>();
        var broker = new Broker(
            services.GetRequiredService<IOptions<BrokerLimits>>().Value,
            services.GetRequiredService<IOptions<PoliciesOptions>>().Value.ToPolicies(services.GetRequiredService<IOptions<StorageOptions>>().Value));
        if (store is not null)
        {
            broker.Restore(store, time.GetUtcNow().UtcDateTime);
            LetGoOfWhatWasRead();
        }

        return new BrokerLoop(broker, time, store, services.GetRequiredService<BrokerMetrics>());
    }

    // Reading a large store leaves as much behind as it makes, which would stay until the heap has grown by as much again.
    private static void LetGoOfWhatWasRead()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > RestoredBytesLarge)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    // A list is bound one by one, so that what is wrong is told by its place in it.
    private static void AddPolicies(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(PoliciesOptions.Section);
        services.AddSingleton<IValidateOptions<PoliciesOptions>, PoliciesOptionsValidator>();
        services.AddOptions<PoliciesOptions>().ValidateDataAnnotations().ValidateOnStart()
            .Validate(_ => string.IsNullOrEmpty(section.Value), $"{section.Path} = '{section.Value}' is no list of policies.")
            .Configure(options => options.Policies = [.. section.GetChildren().Select(Bind<PolicyOptions>)]);
        services.AddSettings(PoliciesOptions.Section, provider => provider.GetRequiredService<IOptions<PoliciesOptions>>().Value.Policies);
    }

    private static T Bind<T>(IConfigurationSection section)
        where T : new()
    {
        var value = new T();
        Bind(section, value);
        return value;
    }

    /// <summary>Options bound to a section, checked before anything starts: unknown settings, values that do not fit, ranges.</summary>
    public static void AddChecked<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = services.AddOptions<T>().ValidateDataAnnotations().ValidateOnStart();
        options.Configure(value => Bind(configuration.GetSection(section), value));
        services.AddSettings(section, provider => provider.GetRequiredService<IOptions<T>>().Value);
    }

    /// <summary>Options that are shown to whoever runs the broker, as the settings of a section.</summary>
    internal static void AddSettings(this IServiceCollection services, string section, Func<IServiceProvider, object> value) =>
        services.AddSingleton(provider => new SettingsSection(section, () => value(provider)));

    private static void Bind<T>(IConfigurationSection section, T value)
    {
        try
        {
            section.Bind(value, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            throw new UnknownSettingException(
                $"The configuration section '{section.Path}' has a setting that cannot be used: {exception.Message}", exception);
        }
    }
}
