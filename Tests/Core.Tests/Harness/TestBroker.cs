using System.Text;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Harness;

/// <summary>A broker without its loop: a command is applied and its effects are released at once, at the time that the test says.</summary>
internal sealed class TestBroker
{
    private readonly TouchedOutboxes _touched = new();
    private readonly List<Effect> _effects = [];
    private readonly List<StoreRecord> _records = [];
    private readonly Queue<StoreRead> _reads = [];
    private readonly IStore? _store;
    private long _lastSession;

    /// <summary>With a store, the broker goes on where the one before it stopped, and records are stored before effects are released.</summary>
    public TestBroker(BrokerLimits? limits = null, IStore? store = null, DateTime? now = null, TopicPolicies? policies = null)
    {
        Now = now ?? Now;
        Broker = new Broker(limits ?? BrokerLimits.Default, policies);
        _store = store;
        if (store is null)
            return;
        Broker.Restore(store, Now);
        Broker.ReadWith(_reads.Enqueue);
    }

    public Broker Broker { get; }

    public BrokerLimits Limits => Broker.Limits;

    public DateTime Now { get; set; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void Apply(Command command)
    {
        Broker.Apply(Now, command, _effects);
        Broker.TakeRecords(_records);
        if (_records.Count > 0)
            _store!.Commit(_records);
        _records.Clear();
        foreach (var effect in _effects)
            effect.Release(_touched);
        _effects.Clear();
        _touched.Wake();
        while (!HoldsReads && _reads.TryDequeue(out var read))
            Apply(read.From(_store!));
    }

    /// <summary>Lets reads of the store wait, until this is unset and a command is applied.</summary>
    public bool HoldsReads { get; set; }

    public void Pass(TimeSpan time) => Now += time;

    /// <summary>An orderly stop: what the loop does last.</summary>
    public void Stop()
    {
        Broker.Leave(Now, _effects);
        Broker.TakeRecords(_records);
        _store!.Commit(_records);
        _records.Clear();
        _effects.Clear();
    }

    public void Tick() => Apply(new Tick());

    public TestSession Attach(bool oncePerMessage = false)
    {
        var session = new TestSession(this, new SessionId(++_lastSession));
        var answer = new Answered<Done>();
        Apply(new Attach(session.Id, session.Outbox, oncePerMessage, answer));
        session.Attached = answer;
        return session;
    }

    public Answered<Receipt> Publish(string topic, string body = "", SessionId? session = null) =>
        Publish(topic, Content(body), session);

    public Answered<Receipt> Publish(string topic, MessageContent content, SessionId? session = null)
    {
        var answer = new Answered<Receipt>();
        Apply(new Publish(session, null, TopicName.Parse(topic), content, answer));
        return answer;
    }

    public Answered<Receipt[]> PublishBatch(params (string Topic, string Body)[] messages)
    {
        var answer = new Answered<Receipt[]>();
        var batch = messages.Select(message => (TopicName.Parse(message.Topic), Content(message.Body))).ToArray();
        Apply(new PublishBatch(null, null, batch, answer));
        return answer;
    }

    /// <summary>Publishes so many messages with their numbers as bodies, from 1.</summary>
    public void PublishMany(string topic, int count)
    {
        for (var i = 1; i <= count; i++)
            Publish(topic, $"{i}");
    }

    /// <summary>Publishes one message to each of so many topics below a topic, numbered from 0.</summary>
    public void PublishTopics(string topic, int count)
    {
        for (var i = 0; i < count; i++)
            Publish($"{topic}/{i}", $"{i}");
    }

    public Answered<Receipt> ClearRetained(string topic) => Publish(topic, new MessageContent { ClearRetained = true });

    /// <summary>Drops single sequences, and says from where on messages are held.</summary>
    public long Drop(params long[] sequences)
    {
        var answer = new Answered<long>();
        Apply(new DropMessages([.. sequences.Select(sequence => new SequenceRange(sequence, sequence))], answer));
        return answer.Value;
    }

    /// <summary>What a new subscription to all topics is sent first.</summary>
    public string Replay(StartKind start, string filter = "/", DateTime time = default)
    {
        var session = Attach();
        session.Subscribe(filter, new SubscriptionOptions { Start = start, StartTimeUtc = time });
        var replayed = session.Drain();
        session.Detach();
        return replayed;
    }

    public Answered<MessageContent> Request(string topic, string body, TimeSpan? timeout = null)
    {
        var answer = new Answered<MessageContent>();
        Apply(new SendRequest("asker", TopicName.Parse(topic), Content(body), timeout ?? TimeSpan.FromSeconds(10), answer));
        return answer;
    }

    public Answered<TopicList> List(string prefix = "/", string? after = null, int count = 100)
    {
        var answer = new Answered<TopicList>();
        Apply(new ListTopics(TopicName.Parse(prefix), after is null ? null : TopicName.Parse(after), count, answer));
        return answer;
    }

    public PublishedMessage? Last(string topic) => AskLast(topic).Value;

    public Answered<PublishedMessage?> AskLast(string topic)
    {
        var answer = new Answered<PublishedMessage?>();
        Apply(new GetLastMessage(TopicName.Parse(topic), answer));
        return answer;
    }

    public string Render(OutboxItem item) => item.Kind switch
    {
        OutboxItemKind.Message => $"{item.Topic.Name}:{Body(item)}",
        OutboxItemKind.Retained => $"retained {item.Topic.Name}:{Body(item)}",
        OutboxItemKind.Request => $"request {item.Topic.Name}:{Body(item)}",
        OutboxItemKind.Gap => item.Count > 0 ? $"gap {item.From}-{item.To} of {item.Count}" : $"gap {item.From}-{item.To}",
        OutboxItemKind.Leased => $"{item.Topic.Name}:{Body(item)}{(item.Attempt!.Number > 1 ? $" try {item.Attempt.Number}" : "")}{(item.Attempt.Redelivered ? " again" : "")}",
        OutboxItemKind.Ended => $"ended: {item.Reason}",
        OutboxItemKind.TopicsCreated => $"new {Topics(item)}",
        OutboxItemKind.TopicList => $"list {Topics(item)}",
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    public static string Body(PublishedMessage message) => Encoding.UTF8.GetString(message.Content.Body.Span);

    public static MessageContent Content(string body) => new() { Body = Encoding.UTF8.GetBytes(body) };

    private static string Body(OutboxItem item) => Body(item.Message!);

    private string Topics(OutboxItem item)
    {
        var names = new List<string>();
        for (var index = item.From; index <= item.To; index++)
            names.Add(Broker.TopicLog[(int)index].Name.Value);
        return string.Join(' ', names);
    }
}
