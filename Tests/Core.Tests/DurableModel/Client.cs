using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>A session, its writer, and the subscriber at the other end.</summary>
internal sealed class Client(SessionId id, BrokerLimits limits)
{
    // What the writer took from the outbox and has not yet handed to the transport.
    private readonly List<OutboxItem> _taken = [];

    public SessionId Id => id;

    public Outbox Outbox { get; } = new(limits);

    public bool Attached { get; set; }

    /// <summary>The newest token that was handed to the transport.</summary>
    public long LastWritten { get; private set; }

    /// <summary>The tokens that the subscriber has not yet said anything of, oldest first.</summary>
    public List<long> Held { get; } = [];

    /// <summary>All deliveries, as they arrived.</summary>
    public List<string> Received { get; } = [];

    /// <summary>What it has subscribed to, to do so again after a restart of the broker.</summary>
    public List<(int Durable, Step Step)> Wanted { get; } = [];

    public List<Answered<SubscriptionStarted>> Joined { get; } = [];

    public bool IsIdle => Outbox.Count == 0 && _taken.Count == 0;

    /// <summary>Takes some items from the outbox, and hands all to the transport but for some.</summary>
    public void Drain(int itemsMax, int kept, DateTime now)
    {
        Outbox.Drain(_taken, itemsMax, long.MaxValue, now);
        var written = _taken.Take(Math.Max(0, _taken.Count - kept)).ToList();
        _taken.RemoveRange(0, written.Count);
        foreach (var item in written)
            Receive(item);
    }

    private void Receive(OutboxItem item)
    {
        Received.Add($"{item.Kind} {item.Subscription} {item.Message?.Sequence} {item.Attempt?.Token} {item.Attempt?.Number} {item.From}-{item.To}");
        if (item.Attempt is not { } attempt)
            return;
        Assert.IsTrue(attempt.Token > LastWritten, "Tokens of a session are not in order.");
        LastWritten = attempt.Token;
        Held.Add(attempt.Token);
    }
}
