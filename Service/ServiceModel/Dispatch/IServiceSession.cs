using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>What a service instance sees of the one caller it serves.</summary>
public interface IServiceSession
{
    /// <summary>A name for the session in logs, unique in this process.</summary>
    string Id { get; }

    /// <summary>The caller's address.</summary>
    EndPoint? RemoteEndPoint { get; }

    /// <summary>The local address the caller reached.</summary>
    EndPoint? LocalEndPoint { get; }

    /// <summary>The address the caller asked for.</summary>
    Uri Via { get; }

    /// <summary>Who the caller is; null for one that has not said so.</summary>
    ClaimsPrincipal? User { get; }

    /// <summary>The certificate that the caller has shown and that was accepted; null without one.</summary>
    X509Certificate2? ClientCertificate { get; }

    /// <summary>Cancelled when the session has ended, for whatever reason; the instance is disposed after it.</summary>
    CancellationToken Closed { get; }

    /// <summary>Whether the caller has ended the session itself, in an orderly way. Known when <see cref="Closed"/> is cancelled.</summary>
    bool IsClosedByPeer { get; }

    /// <summary>The way back to the caller; null when no contract of the service declares callbacks.</summary>
    ICallbackChannel? Callback { get; }

    /// <summary>Drops the connection at once; what was not written is lost. May be called from any thread, more than once.</summary>
    /// <param name="reason">Written to the log.</param>
    void Abort(string reason);
}
