using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>A command that was applied, and what came out of it; without a command, the broker's orderly leave.</summary>
internal sealed record Applied(DateTime Now, Command? Command)
{
    public List<Effect> Effects { get; } = [];
}
