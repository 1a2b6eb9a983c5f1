using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Effects;

/// <summary>The refusal of a command.</summary>
public sealed record Refusal<T>(IReply<T> Reply, BrokerError Error) : Effect
{
    internal override void Release(TouchedOutboxes touched) => Reply.Refuse(Error);

    internal override void Fail(BrokerError error) => Reply.Refuse(Error);
}
