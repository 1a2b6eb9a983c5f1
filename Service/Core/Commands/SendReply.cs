using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>Answer a request that was given to this session.</summary>
public sealed record SendReply(SessionId Session, RequestId Request, MessageContent Content, IReply<Done> Reply) : Command
{
    public override long Bytes => Content.Bytes;

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
