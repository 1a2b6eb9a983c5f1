using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Keep messages from this sequence on; the last message of each topic stays beyond it.</summary>
public sealed record TrimLog(long FirstSequence) : Command
{
    public override void Refuse(BrokerError error)
    {
        // What is too old is found again later.
    }
}
