using CsCheck;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Matching;

/// <summary>Filters and the index against the naive matcher. Few names, so that matches are common.</summary>
[TestClass]
public sealed class MatchingTests
{
    private const int Pairs = 1_000_000;
    private const int Schedules = 2_000;

    private static readonly Gen<string> Level = Gen.OneOf("a", "b", "ab", "$", "$a");
    private static readonly Gen<string> Topics = Level.Array[0, 4].Select(levels => $"/{string.Join('/', levels)}");

    private static readonly Gen<string> Filters = Gen.Select(
        Gen.OneOf<string>(Level, Gen.OneOf("a", "+", "+")).Array[0, 4],
        Gen.OneOf("", "", "=", "#"),
        (levels, mark) => mark switch
        {
            "=" when !levels.Contains("+") => $"=/{string.Join('/', levels)}",
            "#" => $"/{string.Join('/', [.. levels, "#"])}",
            _ => $"/{string.Join('/', levels)}",
        });

    [TestMethod]
    public void A_filter_matches_what_the_naive_matcher_matches()
    {
        var matches = 0;
        Gen.Select(Filters, Topics).Sample(
            (filter, topic) =>
            {
                var expected = NaiveMatcher.Matches(filter, topic);
                Interlocked.Add(ref matches, expected ? 1 : 0);
                return TopicFilter.Parse(filter).Matches(topic) == expected;
            },
            iter: Pairs,
            threads: 1);
        Assert.IsGreaterThan(Pairs / 20, matches, "Matches are too rare to prove anything.");
    }

    [TestMethod]
    public void The_index_finds_those_whose_filters_match() => Gen.Select(Filters, Topics, Gen.Int[0, 9]).Array[40].Sample(
        steps =>
        {
            var broker = new TestBroker();
            var session = broker.Attach();
            var subscriptions = new List<(SubscriptionId Id, string Filter)>();
            foreach (var (filter, topic, choice) in steps)
            {
                if (choice < 5)
                    subscriptions.Add((session.Subscribe(filter, StartKind.New).Value.Id, filter));
                else if (choice < 7 && subscriptions.Count > 0)
                    Unsubscribe(session, subscriptions, choice * filter.Length % subscriptions.Count);
                var expected = subscriptions.Where(one => NaiveMatcher.Matches(one.Filter, topic)).Select(one => one.Id.Value);
                Assert.AreEqual(string.Join(' ', expected.Order()), string.Join(' ', Recipients(broker, topic).Order()), topic);
            }
        },
        iter: Schedules,
        threads: 1);

    private static void Unsubscribe(TestSession session, List<(SubscriptionId Id, string Filter)> subscriptions, int which)
    {
        session.Unsubscribe(subscriptions[which].Id);
        subscriptions.RemoveAt(which);
    }

    private static IEnumerable<string> Recipients(TestBroker broker, string topic)
    {
        var effects = new List<Effect>();
        broker.Broker.Apply(broker.Now, new Publish(null, null, TopicName.Parse(topic), TestBroker.Content(""), null), effects);
        return effects.OfType<Deliver>().SelectMany(deliver => deliver.Recipients).Select(subscription => subscription.Id.Value);
    }
}
