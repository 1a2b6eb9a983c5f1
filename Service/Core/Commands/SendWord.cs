using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Commands;

/// <summary>Put something in words into a session's outbox, in order with all else it is sent.</summary>
public sealed record SendWord(SessionId Session, string Words) : Command
{
    public override long Bytes => sizeof(char) * Words.Length;

    public override void Refuse(BrokerError error)
    {
        // A session that cannot be told has ended.
    }
}
