using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>One page of the sessions, beginning after one of them.</summary>
public sealed record ListSessions(long After, int Count, IReply<SessionList> Reply) : Command
{
    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
