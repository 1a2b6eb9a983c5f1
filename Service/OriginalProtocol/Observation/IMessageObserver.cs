using WcfBroker.Core;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;

namespace WcfBroker.OriginalProtocol.Observation;

/// <summary>Sees messages come and go: the seam to the server's counts and traces.</summary>
public interface IMessageObserver
{
    /// <summary>A client publishes what it may.</summary>
    /// <returns>What gets the answer: the reply, or something that passes it on.</returns>
    IReply<Receipt> Publishing(TopicName topic, ref MessageContent content, IReply<Receipt> reply);

    /// <summary>Messages, and other things, were handed to a client's connection since a time.</summary>
    void Delivered(IReadOnlyList<OutboxItem> items, DateTimeOffset since);
}
