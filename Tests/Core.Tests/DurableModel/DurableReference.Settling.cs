using System.Text;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>How attempts end.</summary>
internal sealed partial class DurableReference
{
    private string Apply(Acknowledge acknowledge)
    {
        var stale = new List<long>();
        foreach (var token in acknowledge.Tokens)
        {
            if (Find(acknowledge.Session.Value, token) is { } entry)
                Settle(entry);
            else
                stale.Add(token);
        }

        return Answers.Settled(acknowledge.Tokens.Count - stale.Count, stale);
    }

    private string Apply(AcknowledgeUpTo acknowledge)
    {
        if (Find(acknowledge.Session.Value, acknowledge.Token) is not { } newest)
            return Answers.Settled(0, [acknowledge.Token]);
        var durable = DurableOf(newest);
        if (durable.Shared)
            return Answers.Refused(ErrorCode.InvalidArgument);
        var member = newest.Member;
        var older = durable.Open.Where(entry => entry.State == EntryState.InFlight && entry.Member == member && entry.Token <= newest.Token).ToList();
        older.ForEach(Settle);
        return Answers.Settled(older.Count, []);
    }

    private string End(long session, long token, Action<ReferenceEntry> how)
    {
        if (Find(session, token) is not { } entry)
            return Answers.Settled(0, [token]);
        how(entry);
        return Answers.Settled(1, []);
    }

    private string? Expire()
    {
        foreach (var entry in _attempts.Values.Where(entry => entry.DeadlineUtc <= Now).ToArray())
            Fail(entry, counts: true, null, null);
        return null;
    }

    private void Settle(ReferenceEntry entry)
    {
        End(entry, EntryState.Settled);
        if (entry.IsLetter)
            Drop(entry.Sequence);
    }

    private void Lose(ReferenceEntry entry, bool unseen, bool counts)
    {
        if (!unseen)
            Fail(entry, counts, TimeSpan.Zero, null);
        else
            Wait(entry, TimeSpan.Zero, TimeSpan.Zero);
    }

    private void Fail(ReferenceEntry entry, bool counts, TimeSpan? delay, string? reason)
    {
        entry.Redelivered = Certainty.Must;
        if (counts && entry.Attempts + 1 >= DurableOf(entry).AttemptsMax)
        {
            GiveUp(entry, reason);
            return;
        }

        entry.IsHole = true;
        entry.Attempts += counts ? 1 : 0;
        var backOff = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, entry.Attempts - 1)));
        Wait(entry, delay ?? (backOff * 0.9), delay ?? (backOff * 1.1));
    }

    private void GiveUp(ReferenceEntry entry, string? reason)
    {
        var (durable, message) = (DurableOf(entry), entry.Message);
        End(entry, EntryState.Dead);
        entry.Attempts++;
        var record = _unexplained.Find(dead =>
            _topics[dead.Letter.Message.TopicId] == durable.LetterTopic && dead.Letter.OriginalSequence == message.Sequence
            && (dead.Letter.Attempts, dead.Letter.LastAttemptUtc) == (entry.Attempts, entry.SinceUtc));
        Assert.IsNotNull(record, $"{entry} of {durable} was given up after {entry.Attempts} attempts, the last at {entry.SinceUtc:O}, and is no dead letter.");
        _unexplained.Remove(record);
        var letter = record.Letter;
        Assert.AreEqual(reason ?? letter.Reason, letter.Reason);
        Assert.AreEqual((message.Topic, message.PublishedUtc), (_topics[letter.OriginalTopicId], letter.OriginalPublishedUtc));
        Assert.AreEqual(message.Body, Encoding.UTF8.GetString(letter.Message.Content.Body.Span));
        Assert.AreEqual(Now, letter.Message.PublishedUtc);
        if (entry.IsLetter)
            Drop(entry.Sequence);
        Append(new ReferenceMessage(letter.Message.Sequence, durable.LetterTopic, message.Body, Now, null), clears: false);
        _letters.Add(letter.Message.Sequence, new ReferenceLetter(letter.Message.Sequence, durable.Name, message, Now));
        if (LettersOf(durable.Name, null).Length > limits.DeadLettersPerSubscriptionMax)
            Drop(LettersOf(durable.Name, null)[0]);
    }

    private void Wait(ReferenceEntry entry, TimeSpan atLeast, TimeSpan atMost)
    {
        End(entry, EntryState.Waiting);
        (entry.DueMin, entry.DueMax) = (Now + atLeast, Now + atMost);
    }

    private void End(ReferenceEntry entry, EntryState state)
    {
        _attempts.Remove(entry.Token);
        entry.State = state;
    }

    private void Remove(ReferenceDurable durable, ReferenceMember member, Action<ReferenceEntry> how)
    {
        durable.Members.Remove(member);
        foreach (var entry in durable.Open.Where(entry => entry.State == EntryState.InFlight && entry.Member == member).ToArray())
            how(entry);
        if (durable.Members.Count == 0)
            durable.IdleSinceUtc = Now;
    }

    private void EndAll(ReferenceDurable durable, Action<ReferenceEntry> how)
    {
        foreach (var member in durable.Members.ToArray())
        {
            _told.Add(member.Id);
            Remove(durable, member, how);
        }
    }

    private void Delete(ReferenceDurable durable)
    {
        EndAll(durable, entry => End(entry, EntryState.Gone));
        _durables.Remove(durable.Name);
    }

    private ReferenceEntry? Find(long session, long token) =>
        _attempts.TryGetValue(token, out var entry) && entry.Member!.Session == session ? entry : null;

    private (ReferenceDurable Durable, ReferenceMember Member)? Find(string member) => _durables.Values
        .SelectMany(durable => durable.Members.Select(one => (durable, one)))
        .Where(pair => pair.one.Id == member)
        .Select(pair => ((ReferenceDurable, ReferenceMember)?)pair)
        .SingleOrDefault();

    private ReferenceDurable DurableOf(ReferenceEntry entry) =>
        _durables.Values.Single(durable => durable.Entries.TryGetValue(entry.Sequence, out var found) && found == entry);
}
