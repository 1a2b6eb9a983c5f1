using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Effects;

/// <summary>The answer to a command.</summary>
public sealed record Answer<T>(IReply<T> Reply, T Value) : Effect
{
    internal override void Release(TouchedOutboxes touched) => Reply.Complete(Value);

    internal override void Fail(BrokerError error) => Reply.Refuse(error);
}
