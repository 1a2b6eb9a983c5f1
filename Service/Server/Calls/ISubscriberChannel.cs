using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;

namespace WcfBroker.Server.Calls;

/// <summary>
/// The callbacks of one session. Each completes when it is handed to the transport, which waits while the peer does not
/// read; what one caller sends in order leaves in order.
/// </summary>
/// <remarks>
/// A session that has ended shows as <see cref="System.ServiceModel.CommunicationException"/> or
/// <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ISubscriberChannel
{
    /// <param name="item">The message.</param>
    /// <param name="more">Whether another call of this method follows at once, so that this message may wait to leave with it.</param>
    ValueTask OnMessageAsync(OutboxItem item, bool more);

    /// <summary>Sends a run of messages in as few batches as the quotas of default clients allow.</summary>
    ValueTask OnMessagesAsync(IReadOnlyList<OutboxItem> items, int start, int count);

    /// <summary>Calls the client and waits for it to return, at most so long.</summary>
    Task HandleMessageAsync(OutboxItem item, TimeSpan timeout);

    ValueTask OnNoticeAsync(Notice notice);
}
