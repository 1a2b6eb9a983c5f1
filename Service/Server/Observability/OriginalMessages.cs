using System.Diagnostics;
using WcfBroker.Core;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Observation;

namespace WcfBroker.Server.Observability;

/// <summary>Counts and traces the messages of the original protocol, which has no place for a trace: each publish may begin one.</summary>
internal sealed class OriginalMessages(BrokerMetrics metrics, TimeProvider time) : IMessageObserver
{
    public IReply<Receipt> Publishing(TopicName topic, ref MessageContent content, IReply<Receipt> reply)
    {
        if (BrokerTracing.StartPublish(topic, Protocol.Original, ref content) is not { } span)
            return reply;

        // What the client sends next is no part of the span.
        Activity.Current = null;
        return new WatchedReply<Receipt>(reply, span, metrics, started: 0, Protocol.Original);
    }

    public void Delivered(IReadOnlyList<OutboxItem> items, DateTimeOffset since)
    {
        if (items.FirstOrDefault(item => item.Message is not null).Message is not { } oldest)
            return;
        metrics.AddDelivered(Protocol.Original, items.Count(item => item.Message is not null), oldest.PublishedUtc);
        BrokerTracing.Delivered(items, Protocol.Original, since, time.GetUtcNow());
    }
}
