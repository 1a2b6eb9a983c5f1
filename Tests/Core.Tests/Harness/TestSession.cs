using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Harness;

/// <summary>A connected peer, and the writer that drains its outbox when the test says so.</summary>
internal sealed class TestSession(TestBroker broker, SessionId id)
{
    public SessionId Id => id;

    public Outbox Outbox { get; } = new(broker.Limits);

    public Answered<Done> Attached { get; set; } = new();

    public Answered<SubscriptionStarted> Subscribe(string filter, SubscriptionOptions? options = null)
    {
        var answer = new Answered<SubscriptionStarted>();
        broker.Apply(new Subscribe(id, TopicFilter.Parse(filter), options ?? SubscriptionOptions.Default, answer));
        return answer;
    }

    public Answered<SubscriptionStarted> Subscribe(string filter, StartKind start) =>
        Subscribe(filter, new SubscriptionOptions { Start = start });

    /// <summary>Subscribes durably; credit as the options say.</summary>
    public Answered<SubscriptionStarted> Subscribe(string filter, DurableOptions durable, StartKind start = StartKind.New, string? identity = null)
    {
        var answer = new Answered<SubscriptionStarted>();
        var options = new SubscriptionOptions { Start = start, Durable = durable };
        broker.Apply(new Subscribe(id, TopicFilter.Parse(filter), options, answer) { Identity = identity });
        return answer;
    }

    /// <summary>Acknowledges deliveries, and says which tokens were stale.</summary>
    public IReadOnlyList<long> Acknowledge(params OutboxItem[] deliveries)
    {
        var answer = new Answered<SettleResult>();
        broker.Apply(new Acknowledge(id, [.. deliveries.Select(delivery => delivery.Attempt!.Token)], answer));
        Assert.AreEqual(deliveries.Length, answer.Value.Settled + answer.Value.Stale.Count);
        return answer.Value.Stale;
    }

    public Answered<SettleResult> AcknowledgeUpTo(OutboxItem delivery) => Settle(reply => new AcknowledgeUpTo(id, delivery.Attempt!.Token, reply));

    public int Return(OutboxItem delivery, TimeSpan? delay = null, string reason = "returned") =>
        Settle(reply => new ReturnDelivery(id, delivery.Attempt!.Token, delay, reason, reply)).Value.Settled;

    public int Reject(OutboxItem delivery, string reason = "rejected") =>
        Settle(reply => new RejectDelivery(id, delivery.Attempt!.Token, reason, reply)).Value.Settled;

    public int Extend(OutboxItem delivery) => Settle(reply => new ExtendLease(id, delivery.Attempt!.Token, reply)).Value.Settled;

    /// <summary>The session is gone after what was drained was written: all of it, or up to a delivery.</summary>
    public void Lose(long lastWritten = long.MaxValue) => broker.Apply(new Detach(id) { LastWritten = lastWritten });

    public Answered<SubscriptionStarted> Respond(string filter) => Subscribe(filter, new SubscriptionOptions { Responder = true });

    public Answered<Done> Unsubscribe(SubscriptionId subscription)
    {
        var answer = new Answered<Done>();
        broker.Apply(new Unsubscribe(id, subscription, answer));
        return answer;
    }

    public void Detach() => broker.Apply(new Detach(id));

    public Answered<Done> Answer(OutboxItem request, string body)
    {
        Assert.IsTrue(RequestId.TryParse(request.Message!.Content.ReplyTo, out var requestId));
        var answer = new Answered<Done>();
        broker.Apply(new SendReply(id, requestId, TestBroker.Content(body), answer));
        return answer;
    }

    /// <summary>What the writer finds: drained to the end, with all that refills bring.</summary>
    public List<OutboxItem> DrainItems()
    {
        var items = new List<OutboxItem>();
        int room;
        do
        {
            room = Outbox.Drain(items, int.MaxValue, long.MaxValue, broker.Now);
            if (room > 0)
                broker.Apply(new Refill(id, room));
        }
        while (room > 0 || Outbox.Count > 0);
        return items;
    }

    private Answered<SettleResult> Settle(Func<IReply<SettleResult>, Command> command)
    {
        var answer = new Answered<SettleResult>();
        broker.Apply(command(answer));
        return answer;
    }

    /// <summary>What the writer finds, as one line of text.</summary>
    public string Drain() => string.Join(", ", DrainItems().Select(broker.Render));

    public IEnumerable<PublishedMessage> DrainMessages() => DrainItems().Where(item => item.Message is not null).Select(item => item.Message!);
}
