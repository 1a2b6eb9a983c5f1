using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Integration.Tests.Crash;

/// <summary>What the sessions of one durable subscription saw over all crashes, and what they saw that must not be.</summary>
internal sealed class CrashLedger(string subscription, bool shared)
{
    private const int BadEvery = 25;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _received = [];
    private readonly HashSet<string> _settled = [];
    private readonly HashSet<string> _rejected = [];
    private readonly Dictionary<string, int> _newest = [];
    private readonly List<string> _violations = [];
    private readonly List<string> _losses = [];

    public string Subscription { get; } = subscription;

    public bool Shared { get; } = shared;

    public int Redelivered { get; private set; }

    /// <summary>What no consumer ever accepts.</summary>
    public static bool IsBad(string id) => Number(id) % BadEvery == BadEvery - 1;

    public void Received(Delivery delivery)
    {
        lock (_lock)
        {
            var id = delivery.Id!;
            if (_received.TryGetValue(id, out var times))
            {
                Redelivered++;
                Require(delivery.Redelivered, $"{id} came again and was not marked");
            }
            else
            {
                CheckOrder(delivery.Topic, Number(id));
            }

            _received[id] = times + 1;
            Require(!_settled.Contains(id), $"{id} came again although it was acknowledged");
            Require(!_rejected.Contains(id), $"{id} came again although it was rejected");
        }
    }

    public void Noticed(Notice notice)
    {
        lock (_lock)
            Require(notice.Kind != NoticeKinds.Gap, $"a gap from {notice.FromSequence} to {notice.ToSequence}");
    }

    public void Settled(IEnumerable<string> ids)
    {
        lock (_lock)
            _settled.UnionWith(ids);
    }

    public void Rejected(string id)
    {
        lock (_lock)
            _rejected.Add(id);
    }

    public void Lost(string how)
    {
        lock (_lock)
            _losses.Add(how);
    }

    /// <summary>Checks all that was seen against what publishers were promised and the dead letters there are.</summary>
    public void Check(IEnumerable<string> acknowledged, IReadOnlyList<string> deadLetters)
    {
        lock (_lock)
        {
            Assert.AreEqual("", string.Join('\n', _violations));
            foreach (var id in acknowledged)
                Assert.IsTrue(_received.ContainsKey(id), $"{Subscription} never got {id}.");
            Assert.HasCount(deadLetters.Count, deadLetters.Distinct().ToArray(), "A dead letter is there twice.");
            CollectionAssert.AreEquivalent(_received.Keys.Where(IsBad).ToArray(), deadLetters.ToArray());
        }
    }

    public override string ToString() =>
        $"{Subscription}: {_received.Count} received, {Redelivered} redelivered, {_settled.Count} acknowledged, {_rejected.Count} rejected; sessions ended by {string.Join(", ", _losses.Distinct())}";

    private static int Number(string id) => int.Parse(id.Split('-')[1], CultureInfo.InvariantCulture);

    // Two members of a shared subscription run side by side.
    private void CheckOrder(string topic, int number)
    {
        if (!Shared)
            Require(number > _newest.GetValueOrDefault(topic, -1), $"{topic}: {number} came after {_newest.GetValueOrDefault(topic)}");
        _newest[topic] = Math.Max(number, _newest.GetValueOrDefault(topic, -1));
    }

    private void Require(bool condition, string violation)
    {
        if (!condition)
            _violations.Add(violation);
    }
}
