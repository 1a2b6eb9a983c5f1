using System.ServiceModel;
using Microsoft.Extensions.Logging;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Core;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Security.Rights;
using WcfBroker.Server.Sessions;

namespace WcfBroker.Server;

/// <summary>The service behind the contract, one instance a session. Knows its caller through <see cref="ICaller"/> alone, so any WCF host can carry it.</summary>
public sealed partial class BrokerService : IBroker, IBrokerAdministration, IPullSubscriber, IAsyncDisposable
{
    private readonly SessionServices _services;
    private readonly ICaller _caller;
    private readonly CallerAccess _access;
    private readonly SemaphoreSlim _attaching = new(1, 1);
    private SubscriberSession? _session;

    public BrokerService(SessionServices services, ICaller caller)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _caller = caller;
        _access = services.Access.Of(caller);
    }

    private BrokerLoop Loop => _services.Loop;

    private BrokerLimits Limits => _services.Loop.Limits;

    private ILogger Logger => _services.Logger;

    public async ValueTask DisposeAsync()
    {
        await _attaching.WaitAsync().ConfigureAwait(false);
        if (_session is { } session)
        {
            _services.Remove(session);
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _access.Dispose();
        _attaching.Dispose();
    }

    /// <summary>The fault that tells a caller of a refusal, which is counted.</summary>
    public FaultException<BrokerFault> Refused(BrokerError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _services.Metrics.AddRefused(error.Code);
        return FaultMapping.ToFault(error);
    }

    private async Task<T> WithFaults<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (BrokerException exception)
        {
            throw Refused(exception.Error);
        }
    }

    /// <summary>The session as the core knows it: most callers only publish and never need one.</summary>
    private async Task<SubscriberSession> SessionAsync()
    {
        await _attaching.WaitAsync().ConfigureAwait(false);
        try
        {
            return _session ??= await SubscriberSession.AttachAsync(_services, _caller).ConfigureAwait(false);
        }
        finally
        {
            _attaching.Release();
        }
    }
}
