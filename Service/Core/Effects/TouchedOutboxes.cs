using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Effects;

/// <summary>The outboxes that a batch put something into: each is woken once, when all of the batch is in.</summary>
internal sealed class TouchedOutboxes
{
    private readonly HashSet<Outbox> _outboxes = [];

    public void Add(Outbox outbox) => _outboxes.Add(outbox);

    public void Wake()
    {
        foreach (var outbox in _outboxes)
            outbox.Wake();
        _outboxes.Clear();
    }
}
