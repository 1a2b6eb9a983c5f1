using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>A session's outbox has room for so many messages of the subscriptions that catch up.</summary>
public sealed record Refill(SessionId Session, int Room) : Command
{
    public override void Refuse(BrokerError error)
    {
        // A broker that stops refills no more.
    }
}
