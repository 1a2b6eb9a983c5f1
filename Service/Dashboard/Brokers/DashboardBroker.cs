using System.ServiceModel;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using WcfBroker.Contracts.Faults;
using WcfBroker.Core.Storage;
using WcfBroker.Dashboard.Circuits;
using WcfBroker.Server;
using WcfBroker.Server.Sessions;

namespace WcfBroker.Dashboard.Brokers;

/// <summary>The broker as one open page uses it: by the same service as every other caller, and with the rights of whoever opened the page.</summary>
internal sealed partial class DashboardBroker(SessionServices sessions, AuthenticationStateProvider authentication, ILogger<DashboardBroker> logger) : IAsyncDisposable
{
    private CircuitCaller? _caller;
    private BrokerService? _service;

    /// <summary>The name of whoever opened the page; null for an anonymous visitor.</summary>
    public async Task<string?> UserAsync()
    {
        await OpenAsync().ConfigureAwait(false);
        return _caller!.User?.Name;
    }

    /// <summary>Whether the visitor may administer, as it is now.</summary>
    public async Task<bool> MayAdministerAsync()
    {
        var service = await OpenAsync().ConfigureAwait(false);
        return _caller!.AbortReason is null && service.MayAdminister;
    }

    /// <summary>Asks the broker; what goes wrong is told in words for people.</summary>
    public async Task<Answer<T>> AskAsync<T>(Func<BrokerService, Task<T>> call)
    {
        try
        {
            var service = await OpenAsync().ConfigureAwait(false);
            return _caller!.AbortReason is { } reason
                ? new Answer<T>(default, $"This page may not go on: {reason}. Load it again.")
                : new Answer<T>(await call(service).ConfigureAwait(false), null);
        }
        catch (FaultException<BrokerFault> fault)
        {
            return new Answer<T>(default, Words(fault.Detail)) { Code = fault.Detail.Code };
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            return new Answer<T>(default, exception.Message);
        }
        catch (Exception exception)
        {
            Failed(logger, exception);
            return new Answer<T>(default, "The call failed; the log of the broker says why.");
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task<Answer<bool>> DoAsync(Func<BrokerService, Task> call) => AskAsync(async service =>
    {
        await call(service).ConfigureAwait(false);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync().ConfigureAwait(false);
        _caller?.Dispose();
    }

    private async Task<BrokerService> OpenAsync()
    {
        if (_service is null)
        {
            var state = await authentication.GetAuthenticationStateAsync().ConfigureAwait(false);
            _caller ??= new CircuitCaller(state.User);
            _service ??= new BrokerService(sessions, _caller);
        }

        return _service;
    }

    private static string Words(BrokerFault fault)
    {
        var (at, limit) = (fault.Parameter is null ? "" : $" ({fault.Parameter} = {fault.Value ?? "nothing"})", fault.Limit is null ? "" : $" The limit is {fault.Limit}.");
        return $"{fault.Message}{at}{limit}";
    }

    [LoggerMessage(EventIds.CallFailed, LogLevel.Error, "A call of the dashboard failed")]
    private static partial void Failed(ILogger logger, Exception exception);
}
