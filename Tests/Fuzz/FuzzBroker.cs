using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.Server;
using WcfBroker.Server.Sessions;
using WcfBroker.Server.Startup;
using WcfBroker.ServiceModel.Description;

namespace WcfBroker.Fuzz;

/// <summary>The real service over a broker in memory: what a parser lets through meets the rules behind it.</summary>
internal sealed class FuzzBroker
{
    /// <summary>The one of all parsers that need none of their own.</summary>
    public static readonly FuzzBroker Shared = new(TimeProvider.System);

    private readonly ServiceProvider _services;

    public FuzzBroker(TimeProvider time)
    {
        var settings = new Dictionary<string, string?> { ["Storage:Kind"] = "Memory", ["Limits:TopicsMax"] = "1000", ["Limits:SessionsMax"] = "1000" };
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(FailureLog.Instance).AddLogging().AddSingleton(configuration);
        services.AddBroker(configuration);
        services.AddSingleton(time);
        _services = services.BuildServiceProvider();
    }

    public SessionServices Sessions => _services.GetRequiredService<SessionServices>();

    public IClientAdmission Admission => _services.GetRequiredService<IClientAdmission>();

    /// <summary>The service with some of its contracts.</summary>
    public ServiceDefinition Serve(params Type[] contracts) =>
        ServiceDefinition.Create(session => new BrokerService(Sessions, new FuzzCaller(session)), contracts);
}
