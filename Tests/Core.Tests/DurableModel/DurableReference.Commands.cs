using System.Text;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>What each command does, and how it is answered.</summary>
internal sealed partial class DurableReference
{
    private string? Apply(Command command, List<Effect> effects)
    {
        switch (command)
        {
            case Attach attach:
                _sessions.Add(attach.Session.Value);
                return "done";
            case Detach detach: return Apply(detach);
            case Subscribe subscribe: return Apply(subscribe, effects);
            case Unsubscribe unsubscribe: return Apply(unsubscribe);
            case Publish publish: return Publish([(publish.Topic.Value, publish.Content)]);
            case PublishBatch batch: return Publish([.. batch.Messages.Select(message => (message.Topic.Value, message.Content))]);
            case Acknowledge acknowledge: return Apply(acknowledge);
            case AcknowledgeUpTo acknowledge: return Apply(acknowledge);
            case ReturnDelivery give: return End(give.Session.Value, give.Token, entry => Fail(entry, counts: true, give.Delay, give.Reason));
            case RejectDelivery reject: return End(reject.Session.Value, reject.Token, entry => GiveUp(entry, reject.Reason));
            case ExtendLease extend:
                return End(extend.Session.Value, extend.Token, entry => entry.DeadlineUtc = Now + entry.Member!.Lease);
            case Tick: return Expire();
            case TrimLog trim: return Apply(trim);
            case DeleteSubscription delete: return Apply(delete);
            case PauseSubscription pause: return Apply(pause);
            case ReplayMessages replay: return Apply(replay, effects);
            case ReplayDeadLetters replay: return Apply(replay);
            case PurgeDeadLetters purge: return Apply(purge);
            case ListSubscriptions: return List();
            case Ahead ahead: return Came(ahead.Subscription);
            case Found found: return Came(found.Subscription);
            default: throw new ArgumentOutOfRangeException(nameof(command));
        }
    }

    private string? Apply(Detach detach)
    {
        if (!_sessions.Remove(detach.Session.Value))
            return null;
        foreach (var durable in _durables.Values)
        {
            foreach (var member in durable.Members.Where(member => member.Session == detach.Session.Value).ToArray())
                Remove(durable, member, entry => Lose(entry, unseen: entry.Token > detach.LastWritten, counts: !detach.Orderly));
        }

        return null;
    }

    private string Apply(Unsubscribe unsubscribe)
    {
        if (Find(unsubscribe.Subscription.Value) is not { } found || found.Member.Session != unsubscribe.Session.Value)
            return Answers.Refused(ErrorCode.UnknownSubscription);
        Remove(found.Durable, found.Member, entry => Lose(entry, unseen: false, counts: false));
        return "done";
    }

    private string? Leave()
    {
        foreach (var durable in _durables.Values)
        {
            foreach (var member in durable.Members.ToArray())
                Remove(durable, member, entry => Lose(entry, unseen: false, counts: false));
        }

        return null;
    }

    private string Apply(Subscribe subscribe, List<Effect> effects)
    {
        var options = subscribe.Options.Durable!;
        if (!_sessions.Contains(subscribe.Session.Value))
            return Answers.Refused(ErrorCode.InvalidArgument);
        var durable = _durables.GetValueOrDefault(options.Name);
        var resumed = durable is not null;
        if (durable is null && (_durables.Count >= limits.DurableSubscriptionsMax || IsPlaceOfDeleted(effects)))
            return Answers.Refused(ErrorCode.LimitExceeded);
        if (durable is not null && durable.Owner != subscribe.Identity)
            return Answers.Refused(ErrorCode.AccessDenied);
        var wanted = (subscribe.Filter.Text, options.Shared, options.Order == DeliveryOrder.Strict);
        if (durable is not null && (durable.Filter, durable.Shared, durable.Strict) != wanted)
            return Answers.Refused(ErrorCode.SubscriptionMismatch);
        durable ??= Create(subscribe);
        if (!durable.Shared)
            EndAll(durable, entry => Lose(entry, unseen: false, counts: true));
        durable.AttemptsMax = options.AttemptsMax;
        durable.IdleTime = options.IdleTime;
        var started = effects.OfType<Answer<SubscriptionStarted>>().Single().Value;
        durable.Members.Add(new ReferenceMember(started.Id.Value, subscribe.Session.Value, options.Credit, options.Lease));
        durable.IdleSinceUtc = null;
        Assert.AreEqual(Head, started.HeadSequence);
        Assert.IsTrue(durable.Open.All(entry => !IsOwed(entry) || started.StartSequence <= entry.Sequence), "It starts past what is still to come.");
        return Answers.Started(resumed);
    }

    // A deleted subscription may keep its place until what was read for it has come.
    private bool IsPlaceOfDeleted(List<Effect> effects) => _durables.Count + _reading.Count >= limits.DurableSubscriptionsMax
        && effects.OfType<Refusal<SubscriptionStarted>>().Any(refusal => refusal.Error.Code == ErrorCode.LimitExceeded);

    private string? Came(int subscription)
    {
        _reading.Remove(subscription);
        return null;
    }

    private ReferenceDurable Create(Subscribe subscribe)
    {
        var (options, wanted) = (subscribe.Options, subscribe.Options.Durable!);
        var isStrict = wanted.Order == DeliveryOrder.Strict;
        var durable = new ReferenceDurable(wanted.Name, subscribe.Filter.Text, subscribe.Identity, wanted.Shared, isStrict);
        foreach (var message in _log.Values.Where(message => durable.Covers(message) && IsFromStart(message, options)))
        {
            // Of a last message that has expired it may be seen only when its turn comes.
            var expired = options.Start == StartKind.Last && message.IsExpired(Now);
            var entry = new ReferenceEntry(message.Sequence, message) { Optional = message.Dropped || expired };
            if (options.Start == StartKind.Last)
                (entry.State, entry.DueMin, entry.DueMax, entry.IsHole) = (EntryState.Waiting, Now, Now, true);
            durable.Entries.Add(message.Sequence, entry);
        }

        _durables.Add(durable.Name, durable);
        return durable;
    }

    private bool IsFromStart(ReferenceMessage message, SubscriptionOptions options) => options.Start switch
    {
        StartKind.All => true,
        StartKind.Sequence => message.Sequence >= options.StartSequence,
        StartKind.Time => message.PublishedUtc >= options.StartTimeUtc,
        StartKind.Last => IsRetained(message),
        _ => false,
    };

    private string Publish(List<(string Topic, MessageContent Content)> messages)
    {
        foreach (var (key, taken) in _ids.ToArray())
        {
            if (taken.TakenUtc <= Now - limits.DeduplicationTime)
                _ids.Remove(key);
        }

        var seen = new Dictionary<(string, string), string>();
        foreach (var (topic, content) in messages.Where(message => message.Content.Id is not null))
        {
            var body = Encoding.UTF8.GetString(content.Body.Span);
            var key = (topic, content.Id!);
            if ((_ids.TryGetValue(key, out var taken) ? taken.Body : seen.GetValueOrDefault(key, body)) != body)
                return Answers.Refused(ErrorCode.InvalidMessage);
            seen[key] = body;
        }

        return string.Join(", ", messages.Select(message => Publish(message.Topic, message.Content)));
    }

    private string Publish(string topic, MessageContent content)
    {
        if (content.Id is not null && _ids.TryGetValue((topic, content.Id), out var taken))
            return Answers.Receipt(taken.Sequence, duplicate: true);
        var message = new ReferenceMessage(NextSequence(), topic, Encoding.UTF8.GetString(content.Body.Span), Now, content.TimeToLive);
        Append(message, content.ClearRetained);
        if (content.Id is not null)
            _ids[(topic, content.Id)] = (message.Sequence, message.Body, Now);
        return Answers.Receipt(message.Sequence);
    }

    private string? Apply(TrimLog trim)
    {
        foreach (var durable in _durables.Values.Where(durable => Now - durable.IdleSinceUtc >= durable.IdleTime).ToArray())
            Delete(durable);
        foreach (var letter in _letters.Values.Where(letter => letter.DeadUtc <= Now - limits.DeadLetterTime).ToArray())
            Drop(letter.Sequence);
        FirstKept = Math.Max(FirstKept, Math.Min(trim.FirstSequence, NextSequence()));
        return null;
    }

    private string Apply(DeleteSubscription delete)
    {
        if (_durables.GetValueOrDefault(delete.Name) is not { } durable)
            return Answers.Refused(ErrorCode.UnknownSubscription);
        if (!delete.AnyOwner && durable.Owner != delete.Owner)
            return Answers.Refused(ErrorCode.AccessDenied);
        Delete(durable);
        return "done";
    }

    private string Apply(PauseSubscription pause)
    {
        if (_durables.GetValueOrDefault(pause.Name) is not { } durable)
            return Answers.Refused(ErrorCode.UnknownSubscription);
        durable.Paused = pause.Paused;
        return "done";
    }

    private string Apply(ReplayMessages replay, List<Effect> effects)
    {
        if (_durables.GetValueOrDefault(replay.Subscription) is not { } durable)
            return Answers.Refused(ErrorCode.UnknownSubscription);
        var replayed = replay.Messages
            .Select(message => _log[message.Sequence])
            .Where(message => message.Sequence >= FirstKept && durable.Covers(message) && !IsOpen(durable, message.Sequence))
            .ToArray();

        // What waits and what is still to come cannot be told apart from here.
        var known = durable.Open.Count(entry => entry.State == EntryState.InFlight) + replayed.Length;
        if (effects.OfType<Refusal<int>>().Any())
        {
            Assert.IsTrue(durable.Open.Count() + replayed.Length > limits.UnsettledPerSubscriptionMax, $"{durable} has room for a replay.");
            return Answers.Refused(ErrorCode.LimitExceeded);
        }

        Assert.IsTrue(known <= limits.UnsettledPerSubscriptionMax, $"{durable} has no room for a replay.");
        foreach (var message in replayed)
            durable.Entries[message.Sequence] = Replayed(message.Sequence, message, IsBeforeStart(durable, message.Sequence));
        return $"{replayed.Length}";
    }

    private static bool IsOpen(ReferenceDurable durable, long sequence) => durable.Entries.TryGetValue(sequence, out var entry) && entry.IsOpen;

    private static bool IsBeforeStart(ReferenceDurable durable, long sequence) =>
        !durable.Entries.TryGetValue(sequence, out var entry) || entry.BeforeStart;

    private ReferenceEntry Replayed(long sequence, ReferenceMessage message, bool beforeStart = false) => new(sequence, message)
    {
        BeforeStart = beforeStart,
        State = EntryState.Waiting, DueMin = Now, DueMax = Now, Redelivered = Certainty.Must, Given = true, IsHole = true,
    };

    private string Apply(ReplayDeadLetters replay)
    {
        if (_durables.GetValueOrDefault(replay.Subscription) is not { } durable)
            return Answers.Refused(ErrorCode.UnknownSubscription);
        var count = 0;
        foreach (var letter in LettersOf(replay.Subscription, replay.Sequences))
        {
            if (IsOpen(durable, letter))
                continue;
            durable.Entries[letter] = Replayed(letter, _letters[letter].Original);
            count++;
        }

        return $"{count}";
    }

    private string Apply(PurgeDeadLetters purge)
    {
        var letters = LettersOf(purge.Subscription, purge.Sequences);
        Array.ForEach(letters, Drop);
        return $"{letters.Length}";
    }

    private string List() => string.Join('\n', _durables.Values.Select(durable =>
    {
        var inFlight = durable.Open.Count(entry => entry.State == EntryState.InFlight);
        return Answers.Listed(durable.Name, durable.Members.Count, inFlight, LettersOf(durable.Name, null).Length, durable.IdleSinceUtc);
    }));
}
