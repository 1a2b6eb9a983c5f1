using System.Diagnostics.CodeAnalysis;

namespace WcfBroker.Host.CoreWcf.NetTcp;

/// <summary>
/// What CoreWCF takes for the application's life: it closes its sessions when it hears of a stop, and is told only after their subscribers were.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A source of tokens without a timer holds nothing to dispose.")]
#pragma warning disable CS0618 // The interface is obsolete, and the one that CoreWCF asks for.
internal sealed class SessionLifetime(IHostApplicationLifetime application) : Microsoft.Extensions.Hosting.IApplicationLifetime
#pragma warning restore CS0618
{
    private readonly CancellationTokenSource _ending = new();

    public CancellationToken ApplicationStarted => application.ApplicationStarted;

    public CancellationToken ApplicationStopping => _ending.Token;

    public CancellationToken ApplicationStopped => application.ApplicationStopped;

    public void StopApplication() => application.StopApplication();

    /// <summary>Has CoreWCF close its sessions.</summary>
    public Task EndAsync() => _ending.CancelAsync();
}
