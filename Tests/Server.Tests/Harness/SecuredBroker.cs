using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Rights;
using WcfBroker.Server.Sessions;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Tests.Harness;

/// <summary>The server's parts without its endpoints, with a configuration that can be changed and a clock that stands still.</summary>
internal sealed class SecuredBroker : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-");
    private readonly ConfigurationManager _configuration = new();
    private readonly ServiceProvider _services;

    /// <param name="settings">As <c>key=value</c>, without <c>Security:</c> in front; other sections begin with a colon.</param>
    public SecuredBroker(params string[] settings)
    {
        Set([$":Storage:Path={Path.Combine(_folder.FullName, "data")}", $"UsersFile={UsersFile}", .. settings]);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(_configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(Log));
        services.AddBroker(_configuration);
        services.AddSingleton<TimeProvider>(Time);
        _services = services.BuildServiceProvider();
    }

    public string UsersFile => Path.Combine(_folder.FullName, "users.json");

    public FakeTimeProvider Time { get; } = new();

    public LogLines Log { get; } = new();

    public SecurityMonitor Monitor => Get<SecurityMonitor>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A session of a caller; null is an anonymous one.</summary>
    public BrokerService Service(string? name = null, params string[] roles) => Service(new TestCaller(name, roles));

    public BrokerService Service(TestCaller caller) => new(Get<SessionServices>(), caller);

    public CallerAccess Access(string? name = null, params string[] roles) => Get<AccessControl>().Of(new TestCaller(name, roles));

    /// <summary>Changes settings while the broker runs.</summary>
    public void Change(params string[] settings)
    {
        Set(settings);
        ((IConfigurationRoot)_configuration).Reload();
    }

    /// <summary>Takes all settings away while the broker runs.</summary>
    public void ForgetSettings() => _configuration.Sources.Clear();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _configuration.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Set(string[] settings)
    {
        foreach (var setting in settings)
        {
            var (key, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            _configuration[key.StartsWith(':') ? key[1..] : $"Security:{key}"] = value;
        }
    }
}
