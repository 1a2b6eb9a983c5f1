using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Model;

/// <summary>Applies steps to the broker and to the reference, and compares all that can be seen of them.</summary>
internal sealed class Schedule
{
    public const int Sessions = 4;
    private const int RoundsMax = 200;

    public static readonly BrokerLimits Limits = new()
    {
        TopicsMax = 9, SessionsMax = 3, SubscriptionsPerSessionMax = 3, OutboxMessagesMax = 8, OutboxBytesMax = 2_000, OutboxNoticesMax = 30,
        HistoryMessagesMax = 8, HistoryBytesMax = 2_200, RetainedBytesMax = 1_700, RequestsMax = 4, RequestsPerResponderMax = 2,
        RefillMessagesMax = 3, RefillScanMax = 4,
    };

    private static readonly TopicPolicies Policies = new([
        new TopicPolicy(TopicFilter.Parse("/c")) { PayloadBytesMax = ReferenceBroker.PayloadBytesMaxOfC },
        new TopicPolicy(TopicFilter.Parse("=/d")) { Durability = Durability.Memory },
    ]);

    private static readonly string[] Topics = ["/a", "/a/b", "/a/c", "/ab", "/", "/$s", "/b/c/d", "/c", "/d"];
    private static readonly string[] Filters = ["/a", "/", "/a/+", "/a/b", "=/a", "/#", "/+", "/a/#", "/$s", "=/$s", "/+/b", "/b", "=/"];
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Broker _broker = new(Limits, Policies);
    private readonly ReferenceBroker _reference = new(Limits) { Now = Begin };
    private readonly TouchedOutboxes _touched = new();
    private readonly List<Effect> _effects = [];
    private readonly List<Peer> _all = [];
    private readonly Peer[] _peers = new Peer[Sessions];
    private readonly List<Answered<MessageContent>> _requests = [];

    public Schedule()
    {
        for (var i = 0; i < Sessions; i++)
            Connect(i);
    }

    public IReadOnlyList<Peer> Peers => _all;

    public ReferenceBroker Reference => _reference;

    private bool IsAnyCatchingUp => _reference.Sessions.Exists(session => session.Turns.Count > 0);

    public ulong Hash => _broker.Hash();

    public void Run(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            Do(step, _peers[step.Session]);
            Compare();
        }
    }

    /// <summary>Reads all there is, until nothing more comes.</summary>
    public void Settle()
    {
        for (var round = 0; round < RoundsMax && (Array.Exists(_peers, peer => peer.Outbox.Count > 0) || IsAnyCatchingUp); round++)
        {
            foreach (var peer in _peers)
            {
                Drain(peer, int.MaxValue, long.MaxValue);
                Refill(peer);
                Compare();
            }
        }

        foreach (var peer in _peers)
            Assert.AreEqual(0, peer.Outbox.Count, "Something still comes, and there is nothing to come.");
        Assert.IsFalse(IsAnyCatchingUp, "A subscription never gets live.");
    }

    private void Do(Step step, Peer peer)
    {
        switch (step.Kind)
        {
            case StepKind.AttachOrDetach: AttachOrDetach(step, peer); break;
            case StepKind.Subscribe: Subscribe(step, peer); break;
            case StepKind.Unsubscribe: Unsubscribe(step, peer); break;
            case StepKind.UnsubscribeTopic: UnsubscribeTopic(step, peer); break;
            case StepKind.Publish: Publish(step, peer); break;
            case StepKind.PublishBatch: PublishBatch(step, peer); break;
            case StepKind.Drain: Drain(peer, step.A % 3 == 0 ? int.MaxValue : step.A % 7, step.B % 4 == 0 ? 300 : long.MaxValue); break;
            case StepKind.Refill: Refill(peer); break;
            case StepKind.Request: Request(step); break;
            case StepKind.Reply: Reply(step, peer); break;
            case StepKind.Tick: Tick(); break;
            case StepKind.Pass: _reference.Now += Second; break;
            case StepKind.Look: Look(step); break;
            case StepKind.SendTopicList: SendTopicList(peer); break;
            default: throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private void Connect(int place)
    {
        _peers[place] = new Peer(new SessionId(_all.Count + 1), Limits);
        _all.Add(_peers[place]);
    }

    private void AttachOrDetach(Step step, Peer peer)
    {
        if (peer.Attached)
        {
            Apply(new Detach(peer.Id));
            _reference.Detach(peer.Id.Value);
            Connect(step.Session);
            return;
        }

        var once = step.A % 3 == 0;
        var answer = new Answered<Done>();
        Apply(new Attach(peer.Id, peer.Outbox, once, answer));
        Assert.AreEqual(_reference.Attach(peer.Id.Value, once), answer.Error?.Code);
        peer.Attached = answer.Error is null;
    }

    private void Subscribe(Step step, Peer peer)
    {
        var filter = Filters[step.A % Filters.Length];
        var options = new SubscriptionOptions
        {
            Start = (StartKind)(step.B % 6),
            StartSequence = step.C - 1,
            StartTimeUtc = Begin + (step.C % 6 * Second),
            WhenSlow = (SlowPolicy)(step.C % 5 / 2),
            TopicNotices = (TopicNotices)(step.B / 6 % 3),
            Responder = step.B / 18 == 1,
        };
        var answer = new Answered<SubscriptionStarted>();
        Apply(new Subscribe(peer.Id, TopicFilter.Parse(filter), options, answer));
        var (error, subscription) = _reference.Subscribe(peer.Id.Value, filter, options);
        Assert.AreEqual(error, answer.Error?.Code);
        if (subscription is not null)
            Assert.AreEqual(new SubscriptionStarted(new SubscriptionId(subscription.Id), subscription.Start, _reference.Head), answer.Value);
    }

    private void Unsubscribe(Step step, Peer peer)
    {
        var session = _reference.Find(peer.Id.Value);
        var id = session?.Subscriptions.Count > 0 ? session.Subscriptions[step.A % session.Subscriptions.Count].Id : "s0";
        var answer = new Answered<Done>();
        Apply(new Unsubscribe(peer.Id, new SubscriptionId(id), answer));
        Assert.AreEqual(id == "s0" ? ErrorCode.UnknownSubscription : null, answer.Error?.Code);
        if (id != "s0")
            ReferenceBroker.End(session!, one => one.Id == id);
    }

    private void UnsubscribeTopic(Step step, Peer peer)
    {
        var topic = Topics[step.A % Topics.Length];
        Apply(new UnsubscribeTopic(peer.Id, TopicName.Parse(topic)));
        if (_reference.Find(peer.Id.Value) is { } session)
            ReferenceBroker.End(session, one => topic == "/" || $"{one.Filter.TrimStart('=')}/".StartsWith($"{topic}/", StringComparison.Ordinal));
    }

    private void Publish(Step step, Peer peer)
    {
        var message = MessageOf(step.A, step.B, step.C);
        var answer = new Answered<Receipt>();
        Apply(new Publish(peer.Id, null, TopicName.Parse(message.Topic), Content(message), answer));
        var sequence = _reference.Head + 1;
        var matches = _reference.Publish(peer.Id.Value, message);
        if (matches is null)
            answer.Refused(ErrorCode.LimitExceeded);
        else
            Assert.AreEqual(new Receipt(sequence, _reference.Now, matches[0]), answer.Value);
    }

    private void PublishBatch(Step step, Peer peer)
    {
        var messages = Enumerable.Range(0, step.A % 5).Select(i => MessageOf(step.A + (i * step.B), step.B + i, step.C + i)).ToArray();
        var answer = new Answered<Receipt[]>();
        Apply(new PublishBatch(peer.Id, null, [.. messages.Select(message => (TopicName.Parse(message.Topic), Content(message)))], answer));
        var sequence = _reference.Head + 1;
        var matches = _reference.Publish(peer.Id.Value, messages);
        if (matches is null)
            answer.Refused(ErrorCode.LimitExceeded);
        else
            CollectionAssert.AreEqual(matches.Select((count, i) => new Receipt(sequence + i, _reference.Now, count)).ToList(), answer.Value);
    }

    private void Drain(Peer peer, int itemsMax, long bytesMax)
    {
        var items = new List<OutboxItem>();
        var room = peer.Outbox.Drain(items, itemsMax, bytesMax, _reference.Now);
        var (expected, expectedRoom) = peer.Reference.Drain(itemsMax, bytesMax, _reference.Now);
        if (!expected.SequenceEqual(items.Select(item => ReferenceItem.Of(item))))
            Assert.AreEqual(string.Join('\n', expected), string.Join('\n', items.Select(item => ReferenceItem.Of(item))));
        Assert.AreEqual(expectedRoom, room);
        peer.Room = Math.Max(peer.Room, room);
        peer.Received.AddRange(items);
        peer.Requests.AddRange(items.Where(item => item.Kind == OutboxItemKind.Request));
    }

    private void Refill(Peer peer)
    {
        if (peer.Room == 0)
            return;
        Apply(new Refill(peer.Id, peer.Room));
        _reference.Refill(peer.Id.Value, peer.Room);
        peer.Room = 0;
    }

    private void Request(Step step)
    {
        var topic = Topics[step.A % Topics.Length];
        var timeout = (1 + (step.B % 3)) * Second;
        var answer = new Answered<MessageContent>();
        Apply(new SendRequest(null, TopicName.Parse(topic), MessageContent.Empty, timeout, answer));
        var given = _effects.OfType<Send>().Select(send => send.Item).FirstOrDefault();
        var receiver = _all.Find(peer => peer.Outbox == _effects.OfType<Send>().FirstOrDefault()?.Outbox)?.Id.Value ?? 0;
        Assert.AreEqual(_reference.Request(topic, timeout, receiver, given.Subscription?.Id.Value), answer.Error?.Code);
        if (answer.Error is null)
            _requests.Add(answer);
    }

    private void Reply(Step step, Peer peer)
    {
        var from = _peers[step.B % Sessions];
        if (from.Requests.Count == 0)
            return;
        Assert.IsTrue(RequestId.TryParse(from.Requests[step.A % from.Requests.Count].Message!.Content.ReplyTo, out var id));
        var answer = new Answered<Done>();
        Apply(new SendReply(peer.Id, id, MessageContent.Empty, answer));
        Assert.AreEqual(_reference.Reply(peer.Id.Value, id.Value) ? null : ErrorCode.UnknownRequest, answer.Error?.Code);
    }

    private void Tick()
    {
        Apply(new Tick());
        _reference.Expire();
    }

    private void Look(Step step)
    {
        var topic = Topics[step.A % Topics.Length];
        var answer = new Answered<PublishedMessage?>();
        Apply(new GetLastMessage(TopicName.Parse(topic), answer));
        var last = _reference.Retained.GetValueOrDefault(topic);
        Assert.AreEqual(last is null || last.IsExpired(_reference.Now) ? null : last.Sequence, answer.Value?.Sequence);
        var list = new Answered<TopicList>();
        Apply(new ListTopics(TopicName.Root, null, 100, list));
        var expected = _reference.Topics.Skip(1).Order(StringComparer.Ordinal).Select(name => (
            name, _reference.Messages.FindLast(message => message.Topic == name)?.Sequence ?? 0, _reference.Messages.Count(message => message.Topic == name)));
        CollectionAssert.AreEqual(expected.ToList(), list.Value.Topics.OrderBy(one => one.Name.Value, StringComparer.Ordinal)
            .Select(one => (one.Name.Value, one.LastSequence, (int)one.MessageCount)).ToList());
    }

    private void SendTopicList(Peer peer)
    {
        Apply(new SendTopicList(peer.Id));
        _reference.SendTopicList(peer.Id.Value);
    }

    private void Apply(Command command)
    {
        _effects.Clear();
        _broker.Apply(_reference.Now, command, _effects);
        foreach (var effect in _effects)
            effect.Release(_touched);
        _touched.Wake();
    }

    private void Compare()
    {
        var emitted = new List<(Emission Emission, OutboxItem Item, Peer Peer)>();
        foreach (var (outbox, item, group) in _effects.SelectMany(Emitted))
        {
            var peer = _all.Find(one => one.Outbox == outbox)!;
            emitted.Add((new Emission(group, peer.Id.Value, ReferenceItem.Of(item)), item, peer));
        }

        if (!_reference.Emissions.SequenceEqual(emitted.Select(one => one.Emission)))
            Assert.AreEqual(Text(_reference.Emissions), Text(emitted.ConvertAll(one => one.Emission)));
        foreach (var (_, item, peer) in emitted)
        {
            var expires = item.Message?.PublishedUtc + item.Message?.Content.TimeToLive;
            peer.Reference.Add(ReferenceItem.Of(item), (int)item.Bytes, item.Subscription?.Options.WhenSlow ?? default, expires);
        }

        CompareRefills();
        CompareBounds();
        for (var i = 0; i < _requests.Count; i++)
            Assert.AreEqual(_reference.Requests[i].Outcome, _requests[i].Times == 0 ? null : _requests[i].Error?.Code.ToString() ?? "replied");
        _reference.Emissions.Clear();
        _effects.Clear();
    }

    private void CompareRefills()
    {
        var wanted = _effects.OfType<WantRefill>().Select(want => _all.Find(peer => peer.Outbox == want.Outbox)!).ToList();
        CollectionAssert.AreEqual(_reference.Refills, wanted.ConvertAll(peer => peer.Id.Value));
        foreach (var peer in wanted)
            peer.Reference.WantRefill();
        _reference.Refills.Clear();
    }

    private void CompareBounds()
    {
        foreach (var peer in _peers)
        {
            Assert.AreEqual(peer.Reference.Count, peer.Outbox.Count);
            Assert.AreEqual(peer.Reference.IsClosed, peer.Outbox.Closed is not null);
            Assert.IsTrue(peer.Reference.Messages <= Limits.OutboxMessagesMax, "There are too many messages in an outbox.");
            Assert.IsTrue(peer.Reference.Bytes <= Limits.OutboxBytesMax, "There are too many bytes in an outbox.");
            Assert.IsTrue(peer.Outbox.Count <= Limits.OutboxMessagesMax + Limits.OutboxNoticesMax + 1, "There are too many notices in an outbox.");
        }
    }

    private static IEnumerable<(Outbox Outbox, OutboxItem Item, string Group)> Emitted(Effect effect) => effect switch
    {
        Deliver deliver => deliver.Messages.SelectMany(message => deliver.Recipients.Select(recipient => (
            recipient.Session.Outbox,
            new OutboxItem(OutboxItemKind.Message, recipient) { Message = message },
            $"m{message.Sequence}"))),
        Send { Item.Kind: OutboxItemKind.TopicsCreated } send => [(send.Outbox, send.Item, $"t{send.Item.From}")],
        Send send => [(send.Outbox, send.Item, "")],
        _ => [],
    };

    // Which of its subscriptions a once-per-message session gets a live message for is the broker's own choice.
    private string Text(List<Emission> emissions)
    {
        var lines = new List<string>();
        for (var i = 0; i < emissions.Count;)
        {
            var group = emissions[i].Group;
            var run = emissions.Skip(i).TakeWhile(one => one.Group == group).Select(one =>
                group.StartsWith('m') && _reference.Find(one.Session)!.OncePerMessage ? one with { Item = one.Item with { Subscription = "*" } } : one).ToList();
            i += run.Count;
            lines.AddRange(group.Length == 0 ? run.Select(one => $"{one}") : run.Select(one => $"{one}").Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines);
    }

    private static (string Topic, int BodyBytes, TimeSpan? Life, bool Clears) MessageOf(int a, int b, int c)
    {
        var clears = c % 8 == 0;
        return (Topics[a % Topics.Length], clears ? 0 : b % 5 * 40, b % 4 == 0 ? (1 + (c % 3)) * Second : null, clears);
    }

    private static MessageContent Content((string Topic, int BodyBytes, TimeSpan? Life, bool Clears) message) =>
        new() { Body = new byte[message.BodyBytes], TimeToLive = message.Life, ClearRetained = message.Clears };
}
