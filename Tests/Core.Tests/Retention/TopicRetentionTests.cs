using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Retention;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Retention;

/// <summary>Rule S11 for single topics: what is too old or too much goes from the store, and nothing else.</summary>
[TestClass]
public sealed class TopicRetentionTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TopicPolicies Policies = new([
        new TopicPolicy(TopicFilter.Parse("/three")) { CountMax = 3 },
        new TopicPolicy(TopicFilter.Parse("/hundred")) { CountMax = 100 },
        new TopicPolicy(TopicFilter.Parse("/small")) { BytesMax = 2_000 },
        new TopicPolicy(TopicFilter.Parse("/minute")) { AgeMax = Minute },
        new TopicPolicy(TopicFilter.Parse("/both")) { AgeMax = Minute, CountMax = 5 },
    ]);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store = new();
    private readonly Broker _broker = new(BrokerLimits.Default, Policies);
    private BrokerLoop _loop = null!;
    private TopicRetention _retention = null!;

    public required TestContext TestContext { get; set; }

    [TestInitialize]
    public void Start()
    {
        _broker.Restore(_store, _time.GetUtcNow().UtcDateTime);
        _loop = new BrokerLoop(_broker, _time, _store);
        _retention = new TopicRetention(_store, _loop, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        _store.Dispose();
    }

    [TestMethod]
    public async Task Of_a_topic_with_CountMax_the_newest_are_kept_each_topic_for_itself()
    {
        await PublishAsync(20, "/three/a", "/three/b", "/free");
        await PublishAsync(2, "/three/c");
        await DropAsync();
        Assert.AreEqual("18 19 20", Kept("/three/a"));
        Assert.AreEqual("18 19 20", Kept("/three/b"));
        Assert.AreEqual("1 2", Kept("/three/c"));
        Assert.AreEqual(Numbers(1, 20), Kept("/free"));
    }

    [TestMethod]
    public async Task Of_a_topic_with_BytesMax_the_newest_that_fit_are_kept_and_at_least_the_last()
    {
        await PublishAsync(20, "/small");
        await DropAsync();
        Assert.AreEqual(Numbers(14, 7), Kept("/small"));
        await PublishAsync("/small", new MessageContent { Body = new byte[10_000] });
        await DropAsync();
        Assert.AreEqual("10000", Kept("/small"));
    }

    [TestMethod]
    public async Task Of_a_topic_with_AgeMax_the_young_are_kept_and_the_last()
    {
        await PublishAsync(3, "/minute/a", "/minute/b", "/free");
        _time.Advance(Minute);
        await PublishAsync(2, "/minute/a");
        await DropAsync();
        Assert.AreEqual("1 2 3 1 2", Kept("/minute/a"), "A message of just that age is not older.");
        _time.Advance(TimeSpan.FromTicks(1));
        await DropAsync();
        Assert.AreEqual("1 2", Kept("/minute/a"));
        Assert.AreEqual("3", Kept("/minute/b"));
        Assert.AreEqual("1 2 3", Kept("/free"));
        _time.Advance(Minute);
        await PublishAsync(1, "/minute/b");
        await DropAsync();
        Assert.AreEqual("2", Kept("/minute/a"));
        Assert.AreEqual("1", Kept("/minute/b"));
    }

    [TestMethod]
    public async Task Age_and_number_bound_together()
    {
        await PublishAsync(9, "/both");
        await DropAsync();
        Assert.AreEqual(Numbers(5, 5), Kept("/both"));
        _time.Advance(Minute + Minute);
        await DropAsync();
        Assert.AreEqual("9", Kept("/both"));
        await PublishAsync(5, "/both");
        await DropAsync();
        Assert.AreEqual(Numbers(1, 5), Kept("/both"), "What went by age does not count.");
    }

    [TestMethod]
    public async Task A_cleared_topic_keeps_only_its_newest_messages_and_no_retained_one()
    {
        await PublishAsync(5, "/minute");
        await PublishAsync("/minute", new MessageContent { ClearRetained = true });
        _time.Advance(Minute + Minute);
        await DropAsync();
        Assert.AreEqual("", Kept("/minute"));
    }

    [TestMethod]
    public async Task After_a_start_all_is_counted_again()
    {
        await PublishAsync(150, "/hundred", "/free");
        _retention = new TopicRetention(_store, _loop, _time);
        await DropAsync();
        Assert.AreEqual(Numbers(51, 100), Kept("/hundred"));
    }

    [TestMethod]
    public async Task What_the_whole_log_drops_is_not_counted_against_a_topic()
    {
        await PublishAsync(60, "/hundred", "/free");
        await DropAsync();
        _loop.Post(new TrimLog(101));
        await PublishAsync(80, "/hundred");
        await DropAsync();
        Assert.AreEqual(Numbers(51, 10) + " " + Numbers(1, 80), Kept("/hundred"));
        await PublishAsync(60, "/hundred");
        await DropAsync();
        Assert.HasCount(100, Kept("/hundred").Split(' '));
    }

    [TestMethod]
    public async Task What_is_held_is_dropped_when_it_is_no_longer()
    {
        await PublishAsync(10, "/three", "/minute");
        _broker.HoldFrom(11);
        _time.Advance(Minute + Minute);
        await DropAsync();
        Assert.AreEqual(Numbers(6, 5), Kept("/three"));
        Assert.AreEqual(Numbers(6, 5), Kept("/minute"));
        _broker.HoldFrom(long.MaxValue);
        await DropAsync();
        Assert.AreEqual("8 9 10", Kept("/three"));
        Assert.AreEqual("10", Kept("/minute"));
    }

    [TestMethod]
    public async Task A_large_excess_goes_a_thousand_at_a_time()
    {
        await PublishAsync(2_500, "/three", "/free");
        await DropAsync();
        Assert.AreEqual("2498 2499 2500", Kept("/three"));
        Assert.AreEqual(Numbers(1, 2_500), Kept("/free"));
    }

    [TestMethod]
    public async Task A_stop_ends_it()
    {
        await PublishAsync(10, "/three");
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => _retention.DropAsync(stop.Token));
        await _loop.StopAsync();
        await Assert.ThrowsExactlyAsync<Errors.BrokerException>(DropAsync);
    }

    private Task DropAsync() => _retention.DropAsync(TestContext.CancellationToken);

    private async Task PublishAsync(int count, params string[] topics)
    {
        for (var i = 1; i <= count; i++)
        {
            foreach (var topic in topics)
                await PublishAsync(topic, new MessageContent { Body = new byte[i] });
        }
    }

    private async Task PublishAsync(string topic, MessageContent content)
    {
        var reply = new Reply<Receipt>();
        await _loop.PostAsync(new Publish(null, null, TopicName.Parse(topic), content, reply), TestContext.CancellationToken);
        await reply.Task;
    }

    // Messages are told by the length of their bodies.
    private string Kept(string topic) => string.Join(' ', _store.Read(0, int.MaxValue, long.MaxValue).Messages
        .Where(message => _broker.TopicLog[message.TopicId].Name.Value == topic)
        .Select(message => message.Content.Body.Length.ToString(CultureInfo.InvariantCulture)));

    private static string Numbers(int from, int count) => string.Join(' ', Enumerable.Range(from, count));
}
