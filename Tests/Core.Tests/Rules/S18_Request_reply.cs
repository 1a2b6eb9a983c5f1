using System.Text;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S18_Request_reply
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [TestMethod]
    public void A_request_reaches_a_responder_and_its_reply_returns()
    {
        var broker = new TestBroker();
        var responder = broker.Attach();
        responder.Respond("/double");
        var request = broker.Request("/double", "4");
        var asked = responder.DrainItems()[0];
        Assert.AreEqual("request /double:4", broker.Render(asked));
        Assert.AreEqual(("asker", 0L), (asked.Message!.Publisher, asked.Message.Sequence));
        Assert.AreEqual(default, responder.Answer(asked, "8").Value);
        Assert.AreEqual("8", Text(request));
    }

    [TestMethod]
    public void No_responder_is_told_at_once()
    {
        var broker = new TestBroker();
        broker.Attach().Subscribe("/double");
        var error = broker.Request("/double", "4").Refused(ErrorCode.NoResponder);
        Assert.AreEqual(("topic", "/double"), (error.Parameter, error.Value));
    }

    [TestMethod]
    [DataRow("/math", true)]
    [DataRow("/math/+", true)]
    [DataRow("=/math/double", true)]
    [DataRow("=/math", false)]
    [DataRow("/mat", false)]
    [DataRow("/", true)]
    public void Responders_are_found_by_their_filters(string filter, bool found)
    {
        var broker = new TestBroker();
        broker.Attach().Respond(filter);
        var answer = broker.Request("/math/double", "4");
        Assert.AreEqual(found ? null : ErrorCode.NoResponder, answer.Error?.Code);
    }

    [TestMethod]
    public void Responders_take_turns_whatever_is_asked_of_others()
    {
        var broker = new TestBroker();
        var sessions = Enumerable.Range(0, 3).Select(_ => broker.Attach()).ToArray();
        var other = broker.Attach();
        other.Respond("/other");
        foreach (var session in sessions)
            session.Respond("/double");
        for (var i = 0; i < 30; i++)
        {
            broker.Request("/double", $"{i}");
            broker.Request("/other", "x");
            broker.Request("/other", "y");
        }

        foreach (var session in sessions)
            Assert.HasCount(10, session.DrainItems());
    }

    [TestMethod]
    public void A_responder_with_all_the_requests_it_may_have_is_passed_over()
    {
        var broker = new TestBroker(BrokerLimits.Default with { RequestsPerResponderMax = 1 });
        var first = broker.Attach();
        var second = broker.Attach();
        first.Respond("/double");
        second.Respond("/double");
        broker.Request("/double", "1");
        broker.Request("/double", "2");
        var error = broker.Request("/double", "3").Refused(ErrorCode.ServerBusy);
        Assert.AreEqual("1 requests a responder", error.Limit);
        Assert.IsNotNull(error.RetryAfter);
        var asked = second.DrainItems();
        Assert.HasCount(1, asked);
        second.Answer(asked[0], "");
        broker.Request("/double", "4");
        Assert.AreEqual("request /double:4", second.Drain());
    }

    [TestMethod]
    public void A_responder_that_goes_is_told_at_once()
    {
        var broker = new TestBroker();
        var responder = broker.Attach();
        responder.Respond("/double");
        var request = broker.Request("/double", "4");
        responder.Detach();
        request.Refused(ErrorCode.ResponderLost);
        Assert.IsFalse(broker.Broker.HasDeadlines);
        broker.Request("/double", "4").Refused(ErrorCode.NoResponder);
    }

    [TestMethod]
    public void A_request_times_out_at_its_deadline_and_not_before()
    {
        var broker = new TestBroker();
        broker.Attach().Respond("/double");
        var request = broker.Request("/double", "4", TenSeconds);
        Assert.IsTrue(broker.Broker.HasDeadlines);
        broker.Pass(TenSeconds - TimeSpan.FromTicks(1));
        broker.Tick();
        Assert.AreEqual(0, request.Times);
        broker.Pass(TimeSpan.FromTicks(1));
        broker.Tick();
        Assert.AreEqual("timeout", request.Refused(ErrorCode.RequestTimeout).Parameter);
        Assert.IsFalse(broker.Broker.HasDeadlines);
    }

    [TestMethod]
    public void A_late_reply_is_refused_even_before_the_tick()
    {
        var broker = new TestBroker();
        var responder = broker.Attach();
        responder.Respond("/double");
        var request = broker.Request("/double", "4", TenSeconds);
        var asked = responder.DrainItems()[0];
        broker.Pass(TenSeconds);
        responder.Answer(asked, "8").Refused(ErrorCode.UnknownRequest);
        request.Refused(ErrorCode.RequestTimeout);
    }

    [TestMethod]
    public void A_second_reply_is_refused()
    {
        var broker = new TestBroker();
        var responder = broker.Attach();
        responder.Respond("/double");
        var request = broker.Request("/double", "4");
        var asked = responder.DrainItems()[0];
        responder.Answer(asked, "8");
        responder.Answer(asked, "9").Refused(ErrorCode.UnknownRequest);
        Assert.AreEqual("8", Text(request));
    }

    [TestMethod]
    public void Another_sessions_reply_is_refused()
    {
        var broker = new TestBroker();
        var responder = broker.Attach();
        responder.Respond("/double");
        var request = broker.Request("/double", "4");
        var asked = responder.DrainItems()[0];
        var error = broker.Attach().Answer(asked, "666").Refused(ErrorCode.UnknownRequest);
        Assert.AreEqual(asked.Message!.Content.ReplyTo, error.Value);
        responder.Answer(asked, "8");
        Assert.AreEqual("8", Text(request));
    }

    [TestMethod]
    [DataRow(0L)]
    [DataRow(-1L)]
    [DataRow(long.MaxValue)]
    [DataRow(3_000_000_001L)]
    public void A_timeout_out_of_range_is_refused(long ticks)
    {
        var broker = new TestBroker();
        broker.Attach().Respond("/double");
        var error = broker.Request("/double", "4", new TimeSpan(ticks)).Refused(ErrorCode.InvalidArgument);
        Assert.AreEqual(("timeout", "00:05:00"), (error.Parameter, error.Limit));
    }

    [TestMethod]
    public void Requests_of_all_are_bounded()
    {
        var broker = new TestBroker(BrokerLimits.Default with { RequestsMax = 2 });
        broker.Attach().Respond("/double");
        broker.Request("/double", "1");
        broker.Request("/double", "2");
        Assert.AreEqual("2 requests", broker.Request("/double", "3").Refused(ErrorCode.ServerBusy).Limit);
    }

    [TestMethod]
    public void A_request_is_not_kept()
    {
        var broker = new TestBroker();
        broker.Attach().Respond("/double");
        broker.Request("/double", "4");
        Assert.IsNull(broker.Last("/double"));
        Assert.AreEqual(1, broker.Publish("/double").Value.Sequence);
    }

    private static string Text(Answered<MessageContent> answer) => Encoding.UTF8.GetString(answer.Value.Body.Span);
}
