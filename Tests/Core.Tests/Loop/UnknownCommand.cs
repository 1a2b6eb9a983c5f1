using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Tests.Loop;

/// <summary>A command that the broker does not know.</summary>
internal sealed record UnknownCommand : Command
{
    public BrokerError? Error { get; private set; }

    public override void Refuse(BrokerError error) => Error = error;
}
