using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>One open session. Disposing of it closes it, however it stands.</summary>
internal interface IBrokerSession : IAsyncDisposable
{
    IBroker Broker { get; }

    /// <summary>Ends when the session is no longer usable.</summary>
    Task Ended { get; }
}
