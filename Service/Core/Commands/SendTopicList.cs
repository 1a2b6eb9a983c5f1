using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>Put the topic list into a session's outbox, in order with all else it is sent.</summary>
public sealed record SendTopicList(SessionId Session) : Command
{
    public override void Refuse(BrokerError error)
    {
        // The list is sent by the broker that runs, or not at all.
    }
}
