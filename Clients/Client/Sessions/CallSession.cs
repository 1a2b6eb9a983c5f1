using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Sessions;

/// <summary>The session that calls go over. It has no subscriptions, so nothing calls back but notices for the session.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Multiple, UseSynchronizationContext = false)]
internal sealed class CallSession : ISessionOwner, ISubscriberCallback
{
    public event Action<BrokerStateEventArgs>? Changed;

    public ISubscriberCallback CreateCallback() => this;

    public Task OpenedAsync(IBroker broker, CancellationToken cancellationToken) => Task.CompletedTask;

    public void StateChanged(BrokerStateEventArgs change) => Changed?.Invoke(change);

    public void OnMessage(Delivery delivery)
    {
    }

    public void OnMessages(Delivery[] deliveries)
    {
    }

    public void HandleMessage(Delivery delivery)
    {
    }

    public void OnNotice(Notice notice)
    {
    }
}
