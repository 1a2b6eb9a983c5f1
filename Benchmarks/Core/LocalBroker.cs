using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Benchmarks.Core;

/// <summary>A broker without its loop, on the thread that measures.</summary>
internal sealed class LocalBroker
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly MessageContent Content = new() { Body = new byte[100] };
    private readonly TouchedOutboxes _touched = new();
    private readonly List<Effect> _effects = [];
    private readonly List<OutboxItem> _items = [];
    private readonly Broker _broker = new(BrokerLimits.Default with { TopicsMax = 2_000_000, SessionsMax = 100_000, HistoryMessagesMax = 10_000 });
    private readonly LastReply<Receipt> _receipts = new();
    private readonly LastReply<SubscriptionStarted> _started = new();
    private readonly LastReply<Done> _done = new();
    private readonly List<Outbox> _outboxes = [];

    public SessionId Attach()
    {
        var outbox = new Outbox(_broker.Limits);
        _outboxes.Add(outbox);
        var session = new SessionId(_outboxes.Count);
        Apply(new Attach(session, outbox, OncePerMessage: false, _done));
        return session;
    }

    public void Publish(TopicName topic) => Apply(new Publish(null, null, topic, Content, _receipts));

    public SubscriptionId Subscribe(SessionId session, TopicFilter filter)
    {
        Apply(new Subscribe(session, filter, SubscriptionOptions.Default, _started));
        return _started.Value.Id;
    }

    public void Unsubscribe(SessionId session, SubscriptionId subscription) => Apply(new Unsubscribe(session, subscription, _done));

    public void DrainAll()
    {
        foreach (var outbox in _outboxes)
        {
            outbox.Drain(_items, int.MaxValue, long.MaxValue, Now);
            _items.Clear();
        }
    }

    private void Apply(Command command)
    {
        _broker.Apply(Now, command, _effects);
        foreach (var effect in _effects)
            effect.Release(_touched);
        _effects.Clear();
        _touched.Wake();
    }
}
