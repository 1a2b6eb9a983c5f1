using CsCheck;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Options;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Rights;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Security;

/// <summary>What the rules say of a caller, and what asking costs.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RightsTests
{
    private static readonly string[] Levels = ["a", "b", "$s"];
    private static readonly string[] Topics = ["/", .. Levels.SelectMany(one => Levels.SelectMany(two => new[] { $"/{one}", $"/{one}/{two}", $"/{one}/{two}/a" })).Distinct()];
    private static readonly string[] Filters = ["/", "/#", "/+", "/+/b", "/a", "=/a", "/a/+", "/a/#", "/a/b", "=/a/b", "/$s", "/$s/+", "/+/+/a", "/b/#"];
    private static readonly Identity?[] Callers = [null, new("ann", []), new("ann", ["r"]), new("bob", ["r", "s"]), new("*", []), new("anonymous", [])];
    private static readonly string[] Whos = ["ann", "bob", "role:r", "role:s", "anonymous", "*"];

    private static readonly Gen<string[]> SomeFilters = Gen.Int[0, Filters.Length - 1].Select(i => Filters[i]).Array[0, 3];

    private static readonly Gen<RightOptions> Rule = Gen.Select(Gen.Int[0, Whos.Length - 1], SomeFilters, SomeFilters, Gen.Bool).Select(
        (who, publish, subscribe, administer) => new RightOptions { Who = Whos[who], Publish = publish, Subscribe = subscribe, Administer = administer });

    [TestMethod]
    public void The_decision_is_that_of_the_rules_read_one_by_one() => Gen.Select(Rule.Array[1, 4], Gen.Int[0, Callers.Length - 1]).Sample(
        (rules, index) =>
        {
            var (caller, access) = (Callers[index], new AccessRules(rules).Of(Callers[index]));
            var own = rules.Where(rule => IsFor(rule.Who, caller)).ToArray();
            Assert.AreEqual(own.Any(rule => rule.Administer), access.MayAdminister);
            foreach (var topic in Topics.Concat(Topics))
            {
                Assert.AreEqual(own.Any(rule => rule.Publish.Any(filter => Covers(filter, topic))), access.MayPublish(TopicName.Parse(topic)), topic);
                Assert.AreEqual(own.Any(rule => rule.Subscribe.Any(filter => Covers(filter, topic))), access.MayRead(TopicName.Parse(topic)), topic);
            }

            foreach (var filter in Filters)
            {
                var whole = own.SelectMany(rule => rule.Subscribe).Any(allowed => Array.TrueForAll(Topics, topic => !Covers(filter, topic) || Covers(allowed, topic)));
                Assert.IsTrue(whole || !access.MaySubscribe(TopicFilter.Parse(filter)), $"{filter} is wider than what is allowed.");
                Assert.IsTrue(access.MaySubscribe(TopicFilter.Parse(filter)) || !own.SelectMany(rule => rule.Subscribe).Contains(filter), $"{filter} is allowed.");
            }
        },
        iter: 2_000);

    [TestMethod]
    [DataRow("Rights:0:Who=ann", "Rights:0:Publish:0=/a/+/c", "Rights:0:Subscribe:0=/a")]
    [DataRow]
    public async Task Asking_again_allocates_nothing(params string[] rules)
    {
        await using var broker = new SecuredBroker(rules);
        using var access = broker.Access("ann");
        var topic = TopicName.Parse("/a/b/c");
        Assert.IsNull(access.CheckPublish(topic) ?? access.CheckRead(topic));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _ = access.CheckPublish(topic) ?? access.CheckRead(topic);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Decisions_are_remembered_for_a_bounded_number_of_topics()
    {
        var rights = new AccessRules([new RightOptions { Who = "*", Publish = ["/a"] }]).Of(null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 200_000; i++)
            Assert.IsTrue(rights.MayPublish(TopicName.Parse($"/a/{i}")));
        Assert.IsLessThan(2L << 20, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    private static bool IsFor(string who, Identity? caller) => who switch
    {
        "*" => true,
        "anonymous" => caller is null,
        "role:r" or "role:s" => caller is not null && caller.Roles.Contains(who[5..]),
        _ => caller is not null && caller.Name == who,
    };

    private static bool Covers(string filter, string topic) => TopicFilter.Parse(filter).Matches(topic);
}
