using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Time has passed: deadlines are looked at.</summary>
public sealed record Tick : Command
{
    public override void Refuse(BrokerError error)
    {
        // Nobody waits for a tick.
    }
}
