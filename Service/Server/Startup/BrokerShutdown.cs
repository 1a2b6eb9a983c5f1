using Microsoft.Extensions.Hosting;
using WcfBroker.Core.Loop;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Sessions;

namespace WcfBroker.Server.Startup;

/// <summary>An orderly stop: subscribers are told, endpoints are drained, the loop ends last.</summary>
internal sealed class BrokerShutdown(SessionServices sessions, IEnumerable<IBrokerEndpoint> endpoints, BrokerLoop loop) : IHostedLifecycleService
{
    // A subscriber that does not read must not use up the time of the others.
    private static readonly TimeSpan GoodbyeDeadline = TimeSpan.FromSeconds(1);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var goodbye = sessions.StopAsync("The broker is stopping; connect again later.");
        await Task.WhenAny(goodbye, Task.Delay(GoodbyeDeadline, sessions.Time, cancellationToken)).ConfigureAwait(false);
        await Task.WhenAll(endpoints.Select(endpoint => endpoint.StopAsync(cancellationToken))).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => loop.StopAsync();
}
