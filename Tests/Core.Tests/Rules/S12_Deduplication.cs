using System.Text;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S12_Deduplication
{
    private readonly TestBroker _broker = new();

    [TestMethod]
    public void Publishing_again_under_the_same_id_gives_the_first_receipt_and_delivers_nothing()
    {
        var session = _broker.Attach();
        session.Subscribe("/a");
        var first = Publish("/a", "1", "x").Value;
        _broker.Pass(TimeSpan.FromSeconds(119));

        Assert.AreEqual(first with { Duplicate = true }, Publish("/a", "1", "x").Value);
        Assert.AreEqual("/a:x", session.Drain());
    }

    [TestMethod]
    public void The_same_id_with_another_body_is_refused() =>
        Assert.AreEqual("message.id", Refused(() => Publish("/a", "1", "x"), () => Publish("/a", "1", "y")).Parameter);

    [TestMethod]
    public void Another_topic_another_publisher_and_another_id_are_other_messages()
    {
        Publish("/a", "1", "x");
        Assert.IsFalse(Publish("/b", "1", "x").Value.Duplicate);
        Assert.IsFalse(Publish("/a", "2", "x").Value.Duplicate);
        Assert.IsFalse(Publish("/a", "1", "x", publisher: "someone").Value.Duplicate);
    }

    [TestMethod]
    public void An_id_is_forgotten_after_its_time()
    {
        Publish("/a", "1", "x");
        _broker.Pass(TimeSpan.FromMinutes(2));
        Assert.IsFalse(Publish("/a", "1", "y").Value.Duplicate);
    }

    [TestMethod]
    public void Of_too_many_ids_the_oldest_are_forgotten()
    {
        var broker = new TestBroker(BrokerLimits.Default with { DeduplicationIdsMax = 3 });
        foreach (var id in (string[])["1", "2", "3", "4", "5"])
            Publish("/a", id, "x", broker: broker);
        Assert.IsTrue(Publish("/a", "5", "x", broker: broker).Value.Duplicate);
        Assert.IsFalse(Publish("/a", "1", "x", broker: broker).Value.Duplicate);
    }

    [TestMethod]
    public void In_a_batch_each_message_is_looked_at_and_a_conflict_refuses_all()
    {
        var first = Publish("/a", "1", "x").Value;
        var receipts = Batch(("1", "x"), ("2", "y"), ("2", "y")).Value;
        CollectionAssert.AreEqual((long[])[first.Sequence, 2, 2], receipts.Select(receipt => receipt.Sequence).ToArray());
        CollectionAssert.AreEqual((bool[])[true, false, true], receipts.Select(receipt => receipt.Duplicate).ToArray());

        Assert.AreEqual("messages[1].message.id", Batch(("3", "z"), ("3", "other")).Refused(ErrorCode.InvalidMessage).Parameter);
        Assert.AreEqual("messages[1].message.id", Batch(("4", "z"), ("1", "other")).Refused(ErrorCode.InvalidMessage).Parameter);
        Assert.AreEqual(3, Publish("/a", "3", "after").Value.Sequence);
    }

    [TestMethod]
    public void Ids_are_remembered_across_a_restart()
    {
        using var store = new MemoryStore();
        var before = new TestBroker(store: store);
        var first = Publish("/a", "1", "x", broker: before).Value;
        var after = new TestBroker(store: store) { Now = before.Now };

        var again = Publish("/a", "1", "x", broker: after).Value;
        Assert.IsTrue(again.Duplicate);
        Assert.AreEqual(first.Sequence, again.Sequence);
        Publish("/a", "1", "y", broker: after).Refused(ErrorCode.InvalidMessage);
    }

    private static BrokerError Refused(Action first, Func<Answered<Receipt>> second)
    {
        first();
        return second().Refused(ErrorCode.InvalidMessage);
    }

    private static MessageContent Content(string id, string body) => new() { Id = id, Body = Encoding.UTF8.GetBytes(body) };

    private Answered<Receipt[]> Batch(params (string Id, string Body)[] messages)
    {
        var answer = new Answered<Receipt[]>();
        _broker.Apply(new PublishBatch(
            null, null, [.. messages.Select(message => (TopicName.Parse("/a"), Content(message.Id, message.Body)))], answer));
        return answer;
    }

    private Answered<Receipt> Publish(string topic, string id, string body, string? publisher = null, TestBroker? broker = null)
    {
        var answer = new Answered<Receipt>();
        (broker ?? _broker).Apply(new Publish(null, publisher, TopicName.Parse(topic), Content(id, body), answer));
        return answer;
    }
}
