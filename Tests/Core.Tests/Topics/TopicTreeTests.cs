using CsCheck;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Topics;

/// <summary>The tree against a list of names and a table of sequences: what is found, in which order it is walked, and what is retained below.</summary>
[TestClass]
public sealed class TopicTreeTests
{
    private static readonly string[] Levels = ["a", "b", "ab", "ü", "☃", new string('x', 40)];
    private static readonly Gen<string> Name = Gen.Int[0, 5].Select(i => Levels[i]).Array[0, 5].Select(levels => $"/{string.Join('/', levels)}");

    [TestMethod]
    public void It_finds_walks_and_restores_what_was_added() =>
        Gen.Select(Name, Gen.Bool).Array[0, 200].Sample(
            steps =>
            {
                var tree = new TopicTree(TopicPolicies.None);
                var names = new List<string> { "/" };
                var retained = new Dictionary<string, long>();
                for (var i = 0; i < steps.Length; i++)
                {
                    var (name, retain) = steps[i];
                    Assert.AreEqual(names.IndexOf(name), tree.Find(name)?.Index ?? -1);
                    tree.GetOrAdd(TopicName.Parse(name)).Take(i + 1, retain);
                    AddWithAncestors(names, name);
                    retained[name] = retain ? i + 1 : 0;
                }

                Compare(tree, names, retained);
                var restored = new TopicTree(TopicPolicies.None);
                Assert.IsTrue(restored.TryRestore(string.Concat(names.Select(name => $"{name}\n")), [.. names.Select(name => retained.GetValueOrDefault(name))]));
                Compare(restored, names, retained);
            },
            iter: 300);

    [TestMethod]
    public void Names_in_many_chunks_are_found()
    {
        var tree = new TopicTree(TopicPolicies.None);
        var names = Enumerable.Range(0, 5_000).Select(i => $"/{i}{new string('y', i % 240)}").ToArray();
        foreach (var name in names)
            tree.GetOrAdd(TopicName.Parse(name));
        for (var i = 0; i < names.Length; i++)
        {
            Assert.AreEqual(i + 1, tree.Find(names[i])!.Index);
            Assert.AreEqual(names[i], tree.Log[i + 1].Name.Value);
        }
    }

    private static void AddWithAncestors(List<string> names, string name)
    {
        for (var end = name.IndexOf('/', 1); end > 0; end = name.IndexOf('/', end + 1))
            AddNew(names, name[..end]);
        AddNew(names, name);
    }

    private static void AddNew(List<string> names, string name)
    {
        if (!names.Contains(name))
            names.Add(name);
    }

    private static void Compare(TopicTree tree, List<string> names, Dictionary<string, long> retained)
    {
        Assert.AreEqual(names.Count, tree.Count);
        foreach (var top in names)
        {
            var below = names.Where(name => TopicFilter.IsAtOrBelow(name, top)).ToList();
            var topic = tree.Find(top)!;
            Assert.AreEqual(top, topic.Name.Value);
            CollectionAssert.AreEquivalent(below, tree.Walk(topic, null).Select(walked => walked.Name.Value).ToList());
            Assert.AreEqual(below.Max(name => retained.GetValueOrDefault(name)), topic.LastBelow?.RetainedSequence ?? 0);
        }

        Assert.AreEqual(string.Join(' ', InOrder(names, "/")), string.Join(' ', tree.Walk(tree.Root, null).Select(walked => walked.Name.Value)));
    }

    // Parents first, those with the same parent in order of creation.
    private static IEnumerable<string> InOrder(List<string> names, string top) => names
        .Where(name => name.Length > 1 && (name.LastIndexOf('/') is > 0 and var slash ? name[..slash] : "/") == top)
        .SelectMany(child => InOrder(names, child))
        .Prepend(top);
}
