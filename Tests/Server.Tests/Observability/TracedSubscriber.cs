using System.Collections.Concurrent;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Security;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>A caller that keeps what it is sent.</summary>
internal sealed class TracedSubscriber : ICaller, ISubscriberChannel
{
    private readonly BlockingCollection<Delivery> _deliveries = [];

    public Identity? User => null;

    public bool IsLocal => true;

    public Protocol Protocol => Protocol.NetTcp;

    public string Address => "test";

    public ISubscriberChannel? Channel => this;

    public CancellationToken Ended => CancellationToken.None;

    public bool HasLeft => false;

    public void Abort(string reason)
    {
        // The test ends the session.
    }

    public Delivery Next() => _deliveries.TryTake(out var delivery, TimeSpan.FromSeconds(20)) ? delivery : throw new TimeoutException("No message came.");

    public ValueTask OnMessageAsync(OutboxItem item, bool more) => OnMessagesAsync([item], 0, 1);

    public ValueTask OnMessagesAsync(IReadOnlyList<OutboxItem> items, int start, int count)
    {
        foreach (var item in items.Skip(start).Take(count))
            _deliveries.Add(MessageMapping.ToDelivery(item));
        return ValueTask.CompletedTask;
    }

    public Task HandleMessageAsync(OutboxItem item, TimeSpan timeout) => OnMessagesAsync([item], 0, 1).AsTask();

    public ValueTask OnNoticeAsync(Notice notice) => ValueTask.CompletedTask;
}
