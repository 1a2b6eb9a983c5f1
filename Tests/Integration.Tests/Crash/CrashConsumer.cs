using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Threading.Channels;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Integration.Tests.Crash;

/// <summary>One session of a durable subscription that acknowledges what it is sent, and rejects what its ledger says, until the broker is gone.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Single, UseSynchronizationContext = false)]
internal sealed class CrashConsumer : ISubscriberCallback, IAsyncDisposable
{
    private const int TokensMax = 50;
    private readonly Channel<Delivery> _received = Channel.CreateUnbounded<Delivery>();
    private readonly DuplexChannelFactory<IBroker> _factory;
    private readonly IBroker _broker;
    private readonly CrashLedger _ledger;
    private Task _settling = Task.CompletedTask;

    public CrashConsumer(string url, CrashLedger ledger)
    {
        _ledger = ledger;
        _factory = new DuplexChannelFactory<IBroker>(new InstanceContext(this), new NetTcpBinding(SecurityMode.None), new EndpointAddress(url));
        _broker = _factory.CreateChannel();
    }

    public async Task SubscribeAsync(string topic)
    {
        await _broker.SubscribeAsync(topic, new SubscriptionOptions
        {
            Durable = _ledger.Subscription,
            Shared = _ledger.Shared,
            Start = StartPositions.All,
            Callback = CallbackOperations.OnMessages,
        });
        _settling = SettleAsync();
    }

    public void OnMessages(Delivery[] deliveries)
    {
        foreach (var delivery in deliveries)
        {
            _ledger.Received(delivery);
            _received.Writer.TryWrite(delivery);
        }
    }

    public void OnMessage(Delivery delivery) => OnMessages([delivery]);

    public void HandleMessage(Delivery delivery) => OnMessages([delivery]);

    public void OnNotice(Notice notice) => _ledger.Noticed(notice);

    public async ValueTask DisposeAsync()
    {
        _received.Writer.TryComplete();
        await _settling;
        ((IChannel)_broker).Abort();
        _factory.Abort();
    }

    private async Task SettleAsync()
    {
        try
        {
            while (await _received.Reader.WaitToReadAsync())
            {
                var accepted = new List<Delivery>();
                while (accepted.Count < TokensMax && _received.Reader.TryRead(out var delivery))
                {
                    if (!CrashLedger.IsBad(delivery.Id!))
                        accepted.Add(delivery);
                    else if ((await _broker.RejectAsync(delivery.Token!, "bad")).Settled == 1)
                        _ledger.Rejected(delivery.Id!);
                }

                if (accepted.Count == 0)
                    continue;
                var stale = (await _broker.AcknowledgeAsync([.. accepted.Select(delivery => delivery.Token!)])).Stale ?? [];
                _ledger.Settled(accepted.Where(delivery => !stale.Contains(delivery.Token)).Select(delivery => delivery.Id!));
            }
        }
        // A channel whose other end has just gone calls itself closed, disposed or faulted.
        catch (Exception exception) when (exception is CommunicationException or TimeoutException or InvalidOperationException)
        {
            _ledger.Lost(exception is FaultException<BrokerFault> fault ? fault.Detail.Code : exception.GetType().Name);
        }
    }
}
