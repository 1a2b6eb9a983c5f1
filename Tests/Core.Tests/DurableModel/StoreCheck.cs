using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>
/// What a store says of the durable subscriptions is what the reference knows: after a crash nothing that is settled would come again, and
/// nothing else would be lost.
/// </summary>
internal static class StoreCheck
{
    public static void AssertAgrees(IStore store, DurableReference reference)
    {
        var state = store.Load();
        Assert.AreEqual((reference.Head, reference.FirstKept), (state.HeadSequence, state.FirstSequence));
        Assert.IsTrue(reference.Letters.Keys.SequenceEqual(state.DeadLetters.Select(letter => letter.Sequence)), "The dead letters differ.");
        Assert.HasCount(reference.Durables.Count, state.Subscriptions);
        foreach (var stored in state.Subscriptions)
        {
            var durable = reference.Durables.SingleOrDefault(one => one.Name == stored.Subscription.Name);
            Assert.IsNotNull(durable, $"The store has {stored.Subscription.Name}, and there is none.");
            Assert.AreEqual(
                (durable.Filter, durable.Owner, durable.Shared, durable.IdleSinceUtc),
                (stored.Subscription.Filter, stored.Subscription.Owner, stored.Subscription.Shared, stored.Subscription.IdleSinceUtc));
            AssertAgrees(stored, durable, reference);
        }
    }

    private static void AssertAgrees(SubscriptionState stored, ReferenceDurable durable, DurableReference reference)
    {
        var holes = stored.Holes.ToDictionary(hole => hole.Sequence);
        foreach (var hole in stored.Holes)
            Assert.IsTrue(durable.Entries.ContainsKey(hole.Sequence), $"The store has {hole.Sequence} for {durable}, which is none of its own.");
        foreach (var entry in durable.Entries.Values.Where(entry => !entry.Optional))
        {
            var comes = holes.ContainsKey(entry.Sequence) || (!entry.IsLetter && !entry.BeforeStart && entry.Sequence > stored.Cursor);
            if (entry.State is EntryState.Settled or EntryState.Dead)
                Assert.IsFalse(comes, $"{entry} of {durable} is done with, and would come again after a crash.");
            if (!entry.IsOpen || entry.Message.IsExpired(reference.Now))
                continue;
            Assert.IsTrue(comes, $"{entry} of {durable} would be lost in a crash.");
            if (entry.Attempts > 0)
                Assert.AreEqual(entry.Attempts, holes.GetValueOrDefault(entry.Sequence).Attempts, $"Attempts of {entry} of {durable}");
        }
    }
}
