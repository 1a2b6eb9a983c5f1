using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>How many bytes of messages the store has room for, until the next report.</summary>
public sealed record ReportRoom(long RoomBytes) : Command
{
    public override void Refuse(BrokerError error)
    {
        // The next report says it again.
    }
}
