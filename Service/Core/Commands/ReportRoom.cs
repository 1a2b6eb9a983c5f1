using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Whether the store has room for more messages.</summary>
public sealed record ReportRoom(bool IsLeft) : Command
{
    public override void Refuse(BrokerError error)
    {
        // The next report says it again.
    }
}
