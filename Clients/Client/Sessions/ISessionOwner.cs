using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>What a <see cref="SessionLoop"/> asks of the one it keeps a session for.</summary>
internal interface ISessionOwner
{
    /// <summary>The receiver of the next session's callbacks; what the receiver before it still hands in is no longer wanted.</summary>
    ISubscriberCallback CreateCallback();

    /// <summary>What to do in a new session before it counts as connected. Faults are thrown as <see cref="BrokerException"/>.</summary>
    Task OpenedAsync(IBroker broker, CancellationToken cancellationToken);

    void StateChanged(BrokerStateEventArgs change);
}
