using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Effects;

/// <summary>There is more to replay: the session's writer is to say when its outbox has room.</summary>
public sealed record WantRefill(Outbox Outbox) : Effect
{
    internal override void Release(TouchedOutboxes touched)
    {
        Outbox.WantRefill();
        touched.Add(Outbox);
    }
}
