using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WcfBroker.Core;
using WcfBroker.Core.Loop;
using WcfBroker.Server;
using WcfBroker.Server.Options;
using WcfBroker.Server.Sessions;
using WcfBroker.Server.Storage;
using WcfBroker.ServiceModel.Description;
using Options = Microsoft.Extensions.Options.Options;

namespace WcfBroker.Fuzz;

/// <summary>The real service over a broker in memory: what a parser lets through meets the rules behind it.</summary>
internal static class FuzzBroker
{
    private static readonly SessionServices Services = new(
        new BrokerLoop(new Broker(new BrokerLimits { TopicsMax = 1_000, SessionsMax = 1_000 }), TimeProvider.System),
        new BrokerStorage(Options.Create(new StorageOptions { Kind = StorageKind.Memory })),
        TimeProvider.System,
        NullLogger<SessionServices>.Instance);

    public static SessionServices Sessions => Services;

    /// <summary>The service with some of its contracts.</summary>
    public static ServiceDefinition Serve(params Type[] contracts) =>
        ServiceDefinition.Create(session => new BrokerService(Services, new FuzzCaller(session)), contracts);
}
