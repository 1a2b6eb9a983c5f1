using System.Numerics;
using WcfBroker.Core;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>
/// What a client asked and did not get. The protocol cannot tell it, so the log does: of one client's refusals the first,
/// second, fourth, eighth and so on, that a broken client does not fill the disk.
/// </summary>
internal sealed partial class Refusals(SessionContext session) : IReply<Receipt>, IReply<SubscriptionStarted>
{
    private long _count;

    bool IReply<Receipt>.WantsValue => false;

    bool IReply<SubscriptionStarted>.WantsValue => false;

    public void Complete(Receipt value)
    {
        // The protocol has no receipts.
    }

    public void Complete(SubscriptionStarted value)
    {
        // What a subscription is sent says that it has started.
    }

    public void Refuse(BrokerError error) => Add(error.Code, error.Value is null ? error.Message : $"{error.Message} ({error.Value})");

    public void Add(string reason) => Add(null, reason);

    private void Add(ErrorCode? code, string reason)
    {
        session.Counters.AddRefused(code);
        var count = Interlocked.Increment(ref _count);
        if (BitOperations.IsPow2(count))
            LogRefused(session.Logger, session.Id.Value, Printable.From(reason), count);
    }
}
