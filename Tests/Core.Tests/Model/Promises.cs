using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Tests.Model;

/// <summary>What every subscriber is promised, checked on what it received alone.</summary>
internal static class Promises
{
    public static void AssertKept(Schedule schedule)
    {
        foreach (var peer in schedule.Peers)
        {
            foreach (var received in peer.Received.Where(item => item.Subscription is not null).GroupBy(item => item.Subscription!))
            {
                AssertIncreasing(received);
                AssertRetainedFirst(received);
                if (received.Key.Options.WhenSlow == SlowPolicy.DropOldest && !received.Key.Session.OncePerMessage && !received.Key.Options.Responder)
                    AssertNothingSilentlyLost(schedule.Reference, received.Key, [.. received]);
            }
        }
    }

    private static void AssertIncreasing(IEnumerable<OutboxItem> received)
    {
        var last = new Dictionary<string, long>();
        foreach (var item in received.Where(item => item.Kind is OutboxItemKind.Message or OutboxItemKind.Retained))
        {
            Assert.IsTrue(item.Message!.Sequence > last.GetValueOrDefault(item.Topic.Name.Value), $"{item} comes late or twice.");
            last[item.Topic.Name.Value] = item.Message.Sequence;
        }
    }

    private static void AssertRetainedFirst(IEnumerable<OutboxItem> received)
    {
        foreach (var item in received.Where(item => item.Message is not null && item.Kind != OutboxItemKind.Request))
        {
            var before = item.Message!.Sequence < item.Subscription!.Start;
            Assert.AreEqual(before, item.Kind == OutboxItemKind.Retained, $"{item} is flagged wrongly.");
        }
    }

    // Before each message, all earlier ones came, or were told as a gap, or could expire.
    private static void AssertNothingSilentlyLost(ReferenceBroker reference, Subscription subscription, List<OutboxItem> received)
    {
        var gone = new HashSet<long>();
        var looked = subscription.Start;
        foreach (var item in received)
        {
            for (var sequence = item.From; item.Kind == OutboxItemKind.Gap && sequence <= item.To; sequence++)
                gone.Add(sequence);
            if (item.Kind != OutboxItemKind.Message)
                continue;
            gone.Add(item.Message!.Sequence);
            for (; looked < item.Message.Sequence; looked++)
            {
                var message = reference.Messages[(int)looked - 1];
                Assert.IsTrue(
                    gone.Contains(looked) || message.Life is not null || !Matching.NaiveMatcher.Matches(subscription.Filter.Text, message.Topic),
                    $"{message} is lost to {subscription} before {item}.");
            }
        }
    }
}
