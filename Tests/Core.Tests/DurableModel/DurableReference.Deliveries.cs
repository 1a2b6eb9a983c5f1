using System.Text;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>What may be sent.</summary>
internal sealed partial class DurableReference
{
    private static IEnumerable<string> Told(Applied applied) =>
        Sent(applied).Where(item => item.Kind == OutboxItemKind.Ended).Select(item => item.Subscription!.Id.Value).Order(StringComparer.Ordinal);

    private static IEnumerable<OutboxItem> Sent(Applied applied) => applied.Effects.OfType<Send>().Select(send => send.Item);

    private void Check(Applied applied, bool released)
    {
        foreach (var item in Sent(applied))
        {
            if (item.Kind == OutboxItemKind.Leased)
                Deliver(item, released);
            else if (item.Kind == OutboxItemKind.Gap)
                Skip(item);
        }
    }

    private void Deliver(OutboxItem item, bool released)
    {
        var attempt = item.Attempt!;
        var found = Find(item.Subscription!.Id.Value);
        Assert.IsNotNull(found, $"{item.Subscription} is nobody's any more and is given something.");
        var (durable, member) = found.Value;
        Assert.IsFalse(durable.Paused, $"{durable} is paused and is given something.");
        var entry = durable.Entries.GetValueOrDefault(attempt.Of.Sequence);
        Assert.IsNotNull(entry, $"{durable} is given message {attempt.Of.Sequence}, which is none of its own.");
        Assert.IsTrue(
            entry.State is EntryState.ToCome || (entry.State == EntryState.Waiting && entry.DueMin <= Now),
            $"{durable} is given {entry} at {Now:O}, due {entry.DueMin:O}.");
        Assert.AreEqual(
            (entry.Message.Topic, entry.Message.Sequence, entry.Message.PublishedUtc, entry.Message.Body),
            (item.Topic.Name.Value, item.Message!.Sequence, item.Message.PublishedUtc, Encoding.UTF8.GetString(item.Message.Content.Body.Span)));
        Assert.IsTrue(entry.IsLetter || !entry.Message.IsExpired(Now), $"{entry} has expired.");
        Assert.AreEqual(entry.Attempts + 1, attempt.Number, $"{entry}");
        Assert.IsTrue(
            entry.Redelivered == Certainty.Maybe || (entry.Redelivered == Certainty.Must) == attempt.Redelivered,
            $"{entry}: Redelivered is {attempt.Redelivered}.");
        Assert.IsTrue(durable.InFlight(member) < member.Credit, "A session has more than its credit.");
        CheckOrder(durable, entry);
        Assert.IsTrue(_attempts.TryAdd(attempt.Token, entry), "A token was given twice.");
        entry.State = EntryState.InFlight;
        entry.Given = true;
        entry.Released = released;
        (entry.Token, entry.Member, entry.SinceUtc, entry.DeadlineUtc) = (attempt.Token, member, Now, Now + member.Lease);
    }

    private void CheckOrder(ReferenceDurable durable, ReferenceEntry entry)
    {
        if (durable.Strict)
        {
            Assert.DoesNotContain(other => other.State == EntryState.InFlight, durable.Open, $"{durable} has two messages in flight.");
            var first = durable.Open.First(other => other == entry || (!other.IsLetter && IsOwed(other) && IsKept(other.Message)));
            Assert.IsTrue(entry.IsLetter || first == entry, $"{durable} is given {entry} before {first}.");
        }

        if (!durable.Shared && !entry.Given)
        {
            Assert.IsTrue(entry.Sequence > durable.NewestGiven, $"{durable} is given {entry} for the first time after a newer one.");
            durable.NewestGiven = entry.Sequence;
        }
    }

    // What is kept beyond the log, or was given before, may stand in the store as a message of its own: then it may still come, and need not.
    // A dead letter is not of the log: it is there until it is dropped.
    private void Skip(OutboxItem item)
    {
        var found = Find(item.Subscription!.Id.Value);
        Assert.IsNotNull(found, $"{item.Subscription} is nobody's any more and is told of a gap.");
        var durable = found.Value.Durable;
        Assert.IsFalse(durable.Paused, $"{durable} is paused and is told of a gap.");
        var range = new SequenceRange(item.From, item.To);
        foreach (var entry in durable.Open.Where(entry => !entry.IsLetter && range.Contains(entry.Sequence)).ToArray())
        {
            if (entry.State == EntryState.InFlight)
                continue;
            var isStart = entry is { State: EntryState.Waiting, Given: false };
            Assert.IsFalse(
                IsKept(entry.Message) && (isStart || entry.Sequence >= FirstKept), $"{durable} is told that {entry} is gone, and it is there.");
            if (entry.Given || IsKept(entry.Message))
                entry.Optional = true;
            else
                entry.State = EntryState.Gone;
        }
    }
}
