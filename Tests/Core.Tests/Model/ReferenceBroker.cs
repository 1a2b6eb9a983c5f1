using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Tests.Model;

/// <summary>
/// The rules T1-T3, S1-S4, S10 and S13-S18 with plain lists and no cleverness. Says what each command is answered and what
/// is sent to whom. The clock is the test's.
/// </summary>
internal sealed class ReferenceBroker(BrokerLimits limits)
{
    /// <summary>The topic <c>/c</c> takes smaller payloads than the others.</summary>
    public const int PayloadBytesMaxOfC = 100;

    private long _lastSubscription;
    private long _lastRequest;
    private long _firstKept = 1;

    public DateTime Now { get; set; }

    public List<string> Topics { get; } = ["/"];

    public List<ReferenceMessage> Messages { get; } = [];

    public List<ReferenceSession> Sessions { get; } = [];

    public List<ReferenceRequest> Requests { get; } = [];

    public Dictionary<string, ReferenceMessage> Retained { get; private set; } = [];

    /// <summary>What the command sends.</summary>
    public List<Emission> Emissions { get; } = [];

    /// <summary>The sessions that the command wants to refill.</summary>
    public List<long> Refills { get; } = [];

    public long Head => Messages.Count;

    public ReferenceSession? Find(long session) => Sessions.Find(one => one.Id == session);

    public IEnumerable<ReferenceSubscription> Matching(string topic, bool responders = false) =>
        Sessions.SelectMany(session => session.Subscriptions).Where(one => one.Options.Responder == responders && one.Matches(topic));

    public ErrorCode? Attach(long id, bool oncePerMessage)
    {
        if (Sessions.Count == limits.SessionsMax)
            return ErrorCode.LimitExceeded;
        Sessions.Add(new ReferenceSession(id, oncePerMessage) { FirstRoom = Room(int.MaxValue) });
        return null;
    }

    public void Detach(long id)
    {
        Sessions.RemoveAll(session => session.Id == id);
        foreach (var request in Requests.Where(request => request.Session == id))
            request.Outcome ??= nameof(ErrorCode.ResponderLost);
    }

    /// <returns>The matches of each message; null if all are refused.</returns>
    public List<int>? Publish(long session, params (string Topic, int BodyBytes, TimeSpan? Life, bool Clears)[] messages)
    {
        if (messages.Any(message => message.Topic == "/c" && message.BodyBytes > PayloadBytesMaxOfC))
            return null;
        if (Topics.Union(messages.SelectMany(message => PathTo(message.Topic))).Count() > limits.TopicsMax)
            return null;
        var retained = new Dictionary<string, ReferenceMessage>(Retained);
        var taken = messages.Select((message, i) => new ReferenceMessage(
            message.Topic, Head + 1 + i, Now, 256 + message.BodyBytes, message.Life, message.Clears)).ToList();
        foreach (var message in taken)
            Retain(retained, message);
        if (retained.Values.Sum(message => message.Bytes) > limits.RetainedBytesMax)
            return null;
        return taken.ConvertAll(message => Take(session, message));
    }

    public (ErrorCode? Error, ReferenceSubscription? Subscription) Subscribe(long id, string filter, SubscriptionOptions options)
    {
        if (Find(id) is not { } session)
            return (ErrorCode.InvalidArgument, null);
        if (session.Subscriptions.Count == limits.SubscriptionsPerSessionMax)
            return (ErrorCode.LimitExceeded, null);
        var named = filter.TrimStart('=');
        var names = !filter.Contains('+', StringComparison.Ordinal) && !filter.Contains('#', StringComparison.Ordinal) && !named.StartsWith("/$", StringComparison.Ordinal);
        if (names && Topics.Union(PathTo(named)).Count() > limits.TopicsMax)
            return (ErrorCode.LimitExceeded, null);
        if (session.OncePerMessage)
            End(session, one => one.Filter == filter);
        if (names)
            Create(named, id);
        return (null, Begin(session, filter, options));
    }

    public static void End(ReferenceSession session, Predicate<ReferenceSubscription> which)
    {
        session.Subscriptions.RemoveAll(which);
        session.Turns.RemoveAll(which);
    }

    public void Refill(long id, int room)
    {
        if (Find(id) is not { } session)
            return;
        session.FirstRoom = Room(int.MaxValue);
        Replay(session, Room(room));
    }

    public ErrorCode? Request(string topic, TimeSpan timeout, long chosen, string? chosenSubscription)
    {
        var responders = Matching(topic, responders: true).ToList();
        if (responders.Count == 0)
            return ErrorCode.NoResponder;
        var free = responders.Where(one => Waiting(one.Session.Id) < limits.RequestsPerResponderMax).ToList();
        if (Requests.Count(request => request.Outcome is null) == limits.RequestsMax || free.Count == 0)
            return ErrorCode.ServerBusy;
        var turn = free.Where(one => one.LastRequest == free.Min(other => other.LastRequest));
        var responder = turn.First(one => one.Session.Id == chosen && one.Id == chosenSubscription);
        responder.LastRequest = ++_lastRequest;
        Requests.Add(new ReferenceRequest(_lastRequest, chosen, Now + timeout));
        Emissions.Add(new Emission("", chosen, new ReferenceItem(OutboxItemKind.Request, responder.Id, topic, 0, 0, 0)));
        return null;
    }

    public bool Reply(long session, long request)
    {
        Expire();
        var waiting = Requests.Find(one => one.Id == request && one.Session == session && one.Outcome is null);
        waiting?.Outcome = "replied";
        return waiting is not null;
    }

    public void Expire()
    {
        foreach (var request in Requests.Where(request => request.Deadline <= Now))
            request.Outcome ??= nameof(ErrorCode.RequestTimeout);
    }

    public void SendTopicList(long session)
    {
        if (Find(session) is not null)
            Emissions.Add(new Emission("", session, new ReferenceItem(OutboxItemKind.TopicList, null, null, 0, 1, Topics.Count - 1)));
    }

    private static IEnumerable<string> PathTo(string topic)
    {
        var levels = topic == "/" ? [] : topic[1..].Split('/');
        return Enumerable.Range(1, levels.Length).Select(depth => $"/{string.Join('/', levels[..depth])}");
    }

    private static void Retain(Dictionary<string, ReferenceMessage> retained, ReferenceMessage message)
    {
        retained.Remove(message.Topic);
        if (!message.Clears)
            retained.Add(message.Topic, message);
    }

    private int Waiting(long session) => Requests.Count(request => request.Session == session && request.Outcome is null);

    private int Take(long session, ReferenceMessage message)
    {
        Create(message.Topic, session);
        Messages.Add(message);
        Retain(Retained, message);
        while (Head - _firstKept + 1 > limits.HistoryMessagesMax || Messages.Skip((int)_firstKept - 1).Sum(one => one.Bytes) > limits.HistoryBytesMax)
            _firstKept++;
        var matching = Matching(message.Topic).ToList();
        foreach (var receivers in matching.Where(one => one.Live).GroupBy(one => one.Session))
        {
            foreach (var receiver in receivers.Take(receivers.Key.OncePerMessage ? 1 : int.MaxValue))
                Emissions.Add(new Emission($"m{message.Sequence}", receivers.Key.Id, ItemOf(message, receiver, OutboxItemKind.Message)));
        }

        return matching.Count;
    }

    private void Create(string topic, long creator)
    {
        foreach (var name in PathTo(topic).Where(name => !Topics.Contains(name)).ToList())
        {
            var place = Topics.Count;
            Topics.Add(name);
            var told = Sessions.Where(session => session.WatchesAll && session.Id != creator).Select(session => (session.Id, Subscription: (string?)null))
                .Concat(Matching(name).Where(one => one.Options.TopicNotices == TopicNotices.Covered).Select(one => (one.Session.Id, (string?)one.Id)));
            foreach (var (session, subscription) in told)
                Emissions.Add(new Emission($"t{place}", session, new ReferenceItem(OutboxItemKind.TopicsCreated, subscription, null, 0, place, place)));
        }
    }

    private ReferenceSubscription Begin(ReferenceSession session, string filter, SubscriptionOptions options)
    {
        var cursor = options.Responder ? Head + 1 : Cursor(options);
        var subscription = new ReferenceSubscription($"s{++_lastSubscription}", session, filter, options)
        {
            Cursor = cursor,
            Start = Math.Max(cursor, _firstKept),
        };
        session.Subscriptions.Add(subscription);
        subscription.Walks = !options.Responder
            && (options.Start == StartKind.LastBelow || (options.Start == StartKind.Last && Topics.Contains(subscription.FixedPart)));
        subscription.TopicsAtStart = Topics.Count;
        subscription.Live = !subscription.Walks && cursor == Head + 1;
        if (subscription.Live)
            return subscription;
        session.Turns.Add(subscription);
        Replay(session, session.FirstRoom);
        return subscription;
    }

    private long Cursor(SubscriptionOptions options) => options.Start switch
    {
        StartKind.All => 1,
        StartKind.Sequence => Math.Clamp(options.StartSequence, 1, Head + 1),
        StartKind.Time when _firstKept > 1 && Messages[(int)_firstKept - 2].At >= options.StartTimeUtc => 1,
        StartKind.Time => Messages.Find(message => message.Sequence >= _firstKept && message.At >= options.StartTimeUtc)?.Sequence ?? Head + 1,
        _ => Head + 1,
    };

    private List<string> WalkOf(ReferenceSubscription subscription) => subscription.Options.Start == StartKind.LastBelow
        ? Topics.Take(subscription.TopicsAtStart).Skip(1).ToList()
        : Below(subscription.FixedPart).ToList();

    // A topic, then each of its children with all that is below it, in order of creation.
    private IEnumerable<string> Below(string topic) =>
        Topics.Where(other => other != "/" && PathTo(other).SkipLast(1).LastOrDefault("/") == topic).SelectMany(Below).Prepend(topic);

    private void WalkOn(ReferenceSubscription subscription, ReferenceRoom room)
    {
        var walk = WalkOf(subscription);
        var next = subscription.Walked is null ? 0 : walk.IndexOf(subscription.Walked) + 1;
        subscription.Walks = next < walk.Count;
        if (!subscription.Walks)
            return;
        var topic = subscription.Walked = walk[next];
        room.Looks--;
        var below = subscription.Options.Start == StartKind.LastBelow;
        var last = below ? LastBelow(topic) : Retained.GetValueOrDefault(topic);
        if (last is not null && last.Sequence < subscription.Start && subscription.Matches(topic))
            Send(subscription.Session, ItemOf(last, subscription, OutboxItemKind.Retained) with { Topic = topic }, last.Bytes, room);
    }

    // The newest retained message at or below a topic.
    private ReferenceMessage? LastBelow(string topic) =>
        Retained.Values.Where(message => topic == "/" || PathTo(message.Topic).Contains(topic)).MaxBy(message => message.Sequence);

    private ReferenceRoom Room(int messages) => new()
    {
        Messages = Math.Min(messages, Math.Min(limits.RefillMessagesMax, limits.OutboxMessagesMax / 4)),
        Bytes = limits.OutboxBytesMax / 4,
        Looks = limits.RefillScanMax,
    };

    private void Replay(ReferenceSession session, ReferenceRoom room)
    {
        foreach (var subscription in session.Turns.ToList().TakeWhile(_ => room.IsLeft))
        {
            session.Turns.Remove(subscription);
            Replay(subscription, room);
            subscription.Live = !subscription.Walks && subscription.Cursor == Head + 1;
            if (!subscription.Live)
                session.Turns.Add(subscription);
        }

        if (session.Turns.Count > 0)
            Refills.Add(session.Id);
    }

    private void Replay(ReferenceSubscription subscription, ReferenceRoom room)
    {
        while (room.IsLeft && subscription.Walks)
            WalkOn(subscription, room);
        if (subscription.Walks)
            return;
        if (subscription.Cursor < _firstKept)
        {
            var gap = new ReferenceItem(OutboxItemKind.Gap, subscription.Id, null, 0, subscription.Cursor, _firstKept - 1);
            Emissions.Add(new Emission("", subscription.Session.Id, gap));
            subscription.Cursor = _firstKept;
        }

        for (; room.IsLeft && subscription.Cursor <= Head; subscription.Cursor++)
        {
            room.Looks--;
            var message = Messages[(int)subscription.Cursor - 1];
            if (subscription.Matches(message.Topic) && !HasHad(subscription, message))
                Send(subscription.Session, ItemOf(message, subscription, OutboxItemKind.Message), message.Bytes, room);
        }
    }

    private static bool HasHad(ReferenceSubscription subscription, ReferenceMessage message) =>
        subscription.Session.OncePerMessage && subscription.Session.Subscriptions.Exists(other =>
            other != subscription && other.Matches(message.Topic) && !other.Options.Responder
            && other.Start <= message.Sequence && (other.Live || message.Sequence < other.Cursor));

    private void Send(ReferenceSession session, ReferenceItem item, int bytes, ReferenceRoom room)
    {
        Emissions.Add(new Emission("", session.Id, item));
        room.Messages--;
        room.Bytes -= bytes;
    }

    private static ReferenceItem ItemOf(ReferenceMessage message, ReferenceSubscription subscription, OutboxItemKind kind) =>
        new(kind, subscription.Id, message.Topic, message.Sequence, 0, 0);
}
