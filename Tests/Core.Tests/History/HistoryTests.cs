using CsCheck;
using WcfBroker.Core.History;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.History;

/// <summary>The history against a plain list: what is added and dropped, and where a time begins.</summary>
[TestClass]
public sealed class HistoryTests
{
    private const int PlacesMax = 12;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly BrokerLimits Limits = BrokerLimits.Default with { HistoryMessagesMax = PlacesMax };

    [TestMethod]
    public void It_holds_the_newest_messages_but_for_those_that_were_dropped() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 14], Gen.Int[0, 5]).Array[0, 40].Sample(
            steps =>
            {
                var history = new MessageHistory(Limits);
                history.StartAt(7, null);
                var topic = new TopicTree(TopicPolicies.None).GetOrAdd(TopicName.Parse("/a"));
                var kept = new SortedDictionary<long, PublishedMessage>();
                foreach (var (kind, number, length) in steps)
                {
                    if (kind < 7)
                        Add(history, kept, topic, kind);
                    else
                        Drop(history, kept, topic, history.Next - number, length);
                    Compare(history, kept);
                }
            },
            iter: 2_000);

    private static void Add(MessageHistory history, SortedDictionary<long, PublishedMessage> kept, Topic topic, int seconds)
    {
        var time = (kept.Count == 0 ? Start : kept.Values.Max(message => message.PublishedUtc)).AddSeconds(seconds);
        var message = new PublishedMessage(topic, history.Next, time, null, MessageContent.Empty);
        topic.Take(message.Sequence, retain: true);
        history.Add(message);
        kept.Add(message.Sequence, message);
    }

    private static void Drop(MessageHistory history, SortedDictionary<long, PublishedMessage> kept, Topic topic, long from, int length)
    {
        history.Drop(new SequenceRange(from, from + length));
        foreach (var sequence in kept.Keys.Where(sequence => from <= sequence && sequence <= from + length && sequence != topic.RetainedSequence).ToArray())
            kept.Remove(sequence);
    }

    private static void Compare(MessageHistory history, SortedDictionary<long, PublishedMessage> kept)
    {
        Assert.IsLessThanOrEqualTo(PlacesMax, history.Next - history.First);
        var inMemory = kept.Values.Where(message => message.Sequence >= history.First).ToArray();
        CollectionAssert.AreEqual(
            inMemory, Enumerable.Range((int)history.First, (int)(history.Next - history.First)).Select(sequence => history[sequence]).OfType<PublishedMessage>().ToArray());
        for (var seconds = -1; seconds < 100; seconds++)
        {
            var first = history.FirstAt(Start.AddSeconds(seconds));
            Assert.IsTrue(inMemory.All(message => (message.Sequence >= first) == (message.PublishedUtc >= Start.AddSeconds(seconds))), $"{first} at {seconds}");
        }
    }
}
