using WcfBroker.Client.Sessions;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Durable;

/// <summary>One session of a durable subscription: what comes by it is settled over it, or not at all.</summary>
internal sealed class DurableLink(
    DurableBuffer buffer, BrokerCalls calls, TimeProvider time, TimeSpan lease, Action<Exception> ended) : ISessionFeed
{
    private IBroker? _broker;
    private Acknowledgements? _acknowledgements;
    private volatile bool _over;

    /// <summary>Ends when all acknowledgements are answered.</summary>
    public Task Sent => _acknowledgements?.Sent ?? Task.CompletedTask;

    /// <summary>The session is open: what is settled from now on goes to this broker.</summary>
    public void Begin(IBroker broker)
    {
        _broker = broker;
        _acknowledgements = new Acknowledgements(broker, calls, time);
    }

    /// <summary>The session is over: what came by it and is not yet settled comes again.</summary>
    public void End()
    {
        _over = true;
        _acknowledgements?.End();
    }

    public void Deliver(Delivery delivery) => buffer.Add(new DurableItem(new DurableDelivery(delivery, this, time.GetTimestamp()), null));

    public void Notify(Notice notice)
    {
        if (notice.Kind == NoticeKinds.SubscriptionEnded && !_over)
        {
            End();
            ended(new SubscriptionEndedException(notice.Reason));
        }
        else if (notice.Kind != NoticeKinds.KeepAlive && !_over)
        {
            buffer.Add(new DurableItem(null, notice));
        }
    }

    /// <summary>Whether a delivery that came at that time comes again: its lease began before it came.</summary>
    public bool HasLost(long receivedTimestamp) => _over || time.GetElapsedTime(receivedTimestamp) >= lease;

    public Task<bool> AcknowledgeAsync(string token) => _acknowledgements!.AddAsync(token);

    public async Task<bool> CallAsync(Func<IBroker, Task<Settlement>> call, CancellationToken cancellationToken)
    {
        if (_over)
        {
            return false;
        }

        var settlement = await calls.AnswerAsync(() => call(_broker!), cancellationToken).ConfigureAwait(false);
        return settlement.Stale is null or [];
    }
}
