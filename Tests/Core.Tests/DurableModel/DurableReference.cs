using WcfBroker.Core.Effects;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>
/// What durable subscriptions owe, written from the rules with no thought for speed. It is shown what was stored, command by command, with
/// what came out of each, and never hears of what a crash undid. Where the broker has a choice (who is next, when), it only checks that the
/// choice is allowed.
/// </summary>
internal sealed partial class DurableReference(BrokerLimits limits)
{
    private readonly SortedDictionary<string, ReferenceDurable> _durables = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, ReferenceLetter> _letters = [];
    private readonly Dictionary<long, ReferenceMessage> _log = [];
    private readonly Dictionary<string, long> _retained = [];
    private readonly Dictionary<(string Topic, string Id), (long Sequence, string Body, DateTime TakenUtc)> _ids = [];
    private readonly Dictionary<long, ReferenceEntry> _attempts = [];
    private readonly HashSet<long> _sessions = [];
    private readonly List<string> _topics = [];

    // The ids of the subscriptions that something is read for.
    private readonly HashSet<int> _reading = [];

    // Of the batch that is looked at: the dead letters in its records that no command has called for yet.
    private readonly List<DeadLettered> _unexplained = [];

    // Of the command that is looked at: members that are to be told that it ended them.
    private readonly List<string> _told = [];

    public DateTime Now { get; private set; }

    public long Head { get; private set; }

    public long FirstKept { get; private set; } = 1;

    public IReadOnlyCollection<ReferenceDurable> Durables => _durables.Values;

    public IReadOnlyDictionary<long, ReferenceLetter> Letters => _letters;

    public bool HasOpen => _durables.Values.Any(durable => durable.Open.Any(IsOwed));

    public bool HasDeadlines => _durables.Values.Any(durable => durable.Members.Count > 0
        && durable.Open.Any(entry => entry.State == EntryState.InFlight || (entry.State == EntryState.Waiting && !durable.Paused && IsOwed(entry))));

    /// <summary>The messages of the log that have not expired.</summary>
    public IEnumerable<ReferenceMessage> Kept(DateTime now) =>
        _log.Values.Where(message => message.Sequence >= FirstKept && !message.Dropped && !message.IsExpired(now)).OrderBy(message => message.Sequence);

    public int TopicIdOf(ReferenceMessage message) => _topics.IndexOf(message.Topic);

    public bool IsKept(ReferenceMessage message) => !message.Dropped
        && (message.Sequence >= FirstKept || IsRetained(message) || _letters.ContainsKey(message.Sequence));

    /// <summary>A batch was stored; it may be that nobody was told.</summary>
    public void Observe(DecidedBatch batch, bool released)
    {
        _unexplained.AddRange(batch.Records.OfType<DeadLettered>());
        _topics.AddRange(batch.Records.OfType<TopicCreated>().Select(created => created.Name));
        foreach (var applied in batch.Commands)
        {
            Now = applied.Now > Now ? applied.Now : Now;
            _told.Clear();
            var expected = applied.Command is null ? Leave() : Apply(applied.Command, applied.Effects);
            Assert.AreEqual(expected, Answers.Of(applied.Effects), $"{applied.Command}");
            _reading.UnionWith(applied.Effects.Select(ReadFor).OfType<int>());
            Check(applied, released);
            Assert.IsTrue(_told.Order(StringComparer.Ordinal).SequenceEqual(Told(applied)), "Those whose subscription ended are not told.");
        }

        Assert.IsEmpty(_unexplained, "There is a dead letter that nobody gave up.");
        Assert.HasCount((int)Head, _log, "Sequences are left out.");
        foreach (var durable in _durables.Values)
            durable.StoredInUse = durable.Members.Count > 0;
    }

    /// <summary>The broker begins anew with what was stored.</summary>
    public void Restart(DateTime now, bool clean)
    {
        Now = now;
        _sessions.Clear();
        _attempts.Clear();
        _reading.Clear();
        foreach (var (key, taken) in _ids.ToArray())
        {
            if (taken.Sequence < FirstKept)
                _ids.Remove(key);
        }

        foreach (var durable in _durables.Values)
        {
            Assert.IsTrue(!clean || durable.Members.Count == 0, "An orderly stop leaves sessions behind.");
            durable.Members.Clear();
            durable.IdleSinceUtc = durable.StoredInUse ? now : durable.IdleSinceUtc;
            foreach (var entry in durable.Open)
                Restart(durable, entry);
        }
    }

    private static int? ReadFor(Effect effect) => effect switch
    {
        ReadAhead read => read.Subscription,
        ReadWanted read => read.Subscription,
        _ => null,
    };

    // What a stop of the broker cut short does not count as an attempt.
    private static void Restart(ReferenceDurable durable, ReferenceEntry entry)
    {
        if (entry.Redelivered == Certainty.No && (durable.StoredInUse || entry.Given || entry.DueMax > default(DateTime)))
            entry.Redelivered = Certainty.Maybe;
        if (entry.State == EntryState.InFlight && entry.Released)
            entry.Redelivered = Certainty.Must;
        if (entry.State != EntryState.InFlight && (entry.State != EntryState.Waiting || entry.IsHole))
            return;
        entry.State = EntryState.ToCome;
        entry.Member = null;
    }

    /// <summary>Nothing is under way: whoever has credit was given what there is for him.</summary>
    /// <param name="ticked">Whether the broker has just been told the time.</param>
    public void AssertNobodyWaits(bool ticked)
    {
        foreach (var durable in _durables.Values)
        {
            var inFlight = durable.Open.Count(entry => entry.State == EntryState.InFlight);
            if (durable.Paused || durable.Members.TrueForAll(member => durable.InFlight(member) >= member.Credit) || (durable.Strict && inFlight > 0))
                continue;
            var waiting = durable.Open.Where(entry => entry.State == EntryState.Waiting).ToList();
            var due = waiting.Find(entry => IsOwed(entry) && entry.DueMax <= Now && (!durable.Strict || entry == waiting[0]));
            Assert.IsFalse(ticked && due is not null, $"{due} of {durable} is due and is not tried again.");
            if ((durable.Strict && waiting.Count > 0) || inFlight + waiting.Count >= limits.UnsettledPerSubscriptionMax)
                continue;
            var next = durable.Open.FirstOrDefault(entry => entry.State == EntryState.ToCome && IsOwed(entry));
            Assert.IsNull(next, $"{next} of {durable} is not given out.");
        }
    }

    private bool IsRetained(ReferenceMessage message) => _retained.GetValueOrDefault(message.Topic) == message.Sequence;

    private bool IsOwed(ReferenceEntry entry) => !entry.Optional && !entry.Message.IsExpired(Now);

    private long NextSequence() => Head + 1;

    private void Append(ReferenceMessage message, bool clears)
    {
        Assert.IsTrue(_log.TryAdd(message.Sequence, message), "A sequence was given twice.");
        Head = Math.Max(Head, message.Sequence);
        if (clears)
            _retained.Remove(message.Topic);
        else
            _retained[message.Topic] = Math.Max(message.Sequence, _retained.GetValueOrDefault(message.Topic));
        foreach (var durable in _durables.Values.Where(durable => durable.Covers(message)))
            durable.Entries.Add(message.Sequence, new ReferenceEntry(message.Sequence, message));
    }

    private void Drop(long letter)
    {
        if (!_letters.Remove(letter))
            return;
        var message = _log[letter];
        message.Dropped = true;
        if (_retained.GetValueOrDefault(message.Topic) == letter)
            _retained.Remove(message.Topic);
        foreach (var durable in _durables.Values)
        {
            if (durable.Entries.TryGetValue(letter, out var entry))
                entry.Optional = true;
        }
    }

    private long[] LettersOf(string subscription, IReadOnlyList<long>? chosen) => _letters.Values
        .Where(letter => letter.Subscription == subscription && chosen?.Contains(letter.Sequence) != false)
        .Select(letter => letter.Sequence)
        .ToArray();
}
