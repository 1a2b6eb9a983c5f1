using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Durable;

/// <summary>
/// One attempt to deliver a message of a durable subscription: acknowledge it, return it, or reject it within its lease (30 s, unless
/// <see cref="SubscriptionOptions.Lease"/> says otherwise), or the message comes again, to this client or another.
/// </summary>
/// <remarks>
/// Each method answers true when it took effect, and false when the attempt was over by then: settled before, past its lease, or its session was
/// lost. They throw <see cref="BrokerException"/> when the broker refuses, and <see cref="BrokerConnectionException"/> when there was no answer:
/// whether it took effect is then unknown, and the message may come again.
/// </remarks>
public sealed class DurableDelivery
{
    private readonly DurableLink _link;
    private readonly long _receivedTimestamp;

    internal DurableDelivery(Delivery message, DurableLink link, long receivedTimestamp)
    {
        Message = message;
        _link = link;
        _receivedTimestamp = receivedTimestamp;
    }

    /// <summary>The message, its topic and sequence, and in <see cref="Delivery.Attempt"/> and <see cref="Delivery.Redelivered"/> whether it came before.</summary>
    public Delivery Message { get; }

    /// <summary>Whether one of the methods that settle it was called.</summary>
    internal bool IsSettled { get; private set; }

    internal bool IsLost => _link.HasLost(_receivedTimestamp);

    private string Token => Message.Token!;

    /// <summary>Acknowledges the message: it is settled, and never comes again.</summary>
    /// <returns>
    /// A task that ends when the broker has stored that. It need not be awaited: acknowledgements go out at once, and while a call is under
    /// way they gather and go with the next, so a loop that does not wait is not slowed to one round trip a message.
    /// </returns>
    public Task<bool> AcknowledgeAsync()
    {
        IsSettled = true;
        return _link.AcknowledgeAsync(Token);
    }

    /// <summary>Gives the message back to be tried again; the attempt counts.</summary>
    /// <param name="delay">When to try again: zero to 12 h; null for 1 s after the first attempt, doubling to 60 s, 10 % more or less.</param>
    /// <param name="reason">Why, at most 255 characters: kept with the message if this was its last attempt. Null for none.</param>
    /// <param name="cancellationToken">Stops waiting; whether the message was returned is then unknown.</param>
    /// <returns>Whether it took effect.</returns>
    public Task<bool> ReturnAsync(TimeSpan? delay = null, string? reason = null, CancellationToken cancellationToken = default) =>
        SettleAsync(broker => broker.ReturnAsync(Token, delay, reason), cancellationToken);

    /// <summary>Refuses the message for good: it becomes a dead letter of its subscription.</summary>
    /// <param name="reason">Why, at most 255 characters: kept with the dead letter. Null for none.</param>
    /// <param name="cancellationToken">Stops waiting; whether the message was rejected is then unknown.</param>
    /// <returns>Whether it took effect.</returns>
    public Task<bool> RejectAsync(string? reason = null, CancellationToken cancellationToken = default) =>
        SettleAsync(broker => broker.RejectAsync(Token, reason), cancellationToken);

    /// <summary>Starts the lease anew, for work that takes longer. Settles nothing.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it took effect.</returns>
    public Task<bool> ExtendAsync(CancellationToken cancellationToken = default) =>
        _link.CallAsync(broker => broker.ExtendAsync(Token), cancellationToken);

    private Task<bool> SettleAsync(Func<IBroker, Task<Settlement>> call, CancellationToken cancellationToken)
    {
        IsSettled = true;
        return _link.CallAsync(call, cancellationToken);
    }
}
