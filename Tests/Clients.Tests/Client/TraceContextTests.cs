using System.Diagnostics;
using System.Text;
using WcfBroker.Client.Tracing;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Clients.Tests.Client;

/// <summary>A publisher's trace travels with its message, and a subscriber finds it.</summary>
[TestClass]
public sealed class TraceContextTests
{
    [TestMethod]
    public void A_message_takes_the_current_context_along_and_the_callers_own_stays_as_it_is()
    {
        using var activity = new Activity("work") { TraceStateString = "vendor=1" }.Start();
        var message = new BrokerMessage
        {
            Id = "1", ContentType = "text/plain", Body = Encoding.UTF8.GetBytes("x"), Headers = [new Header { Name = "by", Value = "me" }],
            TimeToLive = TimeSpan.FromSeconds(1), CorrelationId = "2", ReplyTo = "3", ClearRetained = true,
        };

        var sent = TraceContext.WithCurrent(message);

        Assert.HasCount(1, message.Headers);
        Assert.AreEqual($"by=me traceparent={activity.Id} tracestate=vendor=1", string.Join(' ', sent.Headers!.Select(header => $"{header.Name}={header.Value}")));
        Assert.AreEqual(
            (message.Id, message.ContentType, message.Body, message.TimeToLive, message.CorrelationId, message.ReplyTo, message.ClearRetained),
            (sent.Id, sent.ContentType, sent.Body, sent.TimeToLive, sent.CorrelationId, sent.ReplyTo, sent.ClearRetained));
        var found = TraceContext.Of(new Delivery { Headers = sent.Headers });
        Assert.AreEqual((activity.TraceId, activity.SpanId, "vendor=1", true), (found.TraceId, found.SpanId, found.TraceState, found.IsRemote));
    }

    [TestMethod]
    public void A_message_stays_as_it_is_without_a_context_with_one_of_its_own_or_with_no_room_for_headers()
    {
        Activity.Current = null;
        var plain = new BrokerMessage();
        Assert.AreSame(plain, TraceContext.WithCurrent(plain));
        using var activity = new Activity("work").Start();
        var own = new BrokerMessage { Headers = [new Header { Name = "TraceParent", Value = "x" }] };
        Assert.AreSame(own, TraceContext.WithCurrent(own));
        var full = new BrokerMessage { Headers = [.. Enumerable.Range(0, 31).Select(i => new Header { Name = $"{i}" })] };
        Assert.AreSame(full, TraceContext.WithCurrent(full));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [DataRow("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more")]
    public void A_malformed_context_is_none(string? parent) =>
        Assert.AreEqual(default, TraceContext.Of(new Delivery { Headers = [new Header { Name = "traceparent", Value = parent }] }));
}
