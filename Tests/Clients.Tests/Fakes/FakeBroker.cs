using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>A broker in memory, for one thread: enough of the rules for a client to lean on.</summary>
internal sealed class FakeBroker
{
    private readonly List<FakeSession> _sessions = [];

    public List<Delivery> Kept { get; } = [];

    public List<SubscriptionOptions> Subscribes { get; } = [];

    public List<TopicInfo> Topics { get; } = [];

    public List<BrokerMessage> Replies { get; } = [];

    /// <summary>The first reply.</summary>
    public TaskCompletionSource<BrokerMessage> Replied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeDurable Durable { get; } = new();

    public List<string> Deleted { get; } = [];

    public List<int> BatchSizes { get; } = [];

    /// <summary>Thrown by every call while it is set.</summary>
    public BrokerFault? Fault { get; set; }

    /// <summary>How often <see cref="Fault"/> was thrown.</summary>
    public int Refusals { get; private set; }

    /// <summary>The answer to requests.</summary>
    public Func<string, BrokerMessage, BrokerMessage>? Responder { get; set; }

    /// <summary>The numbering of <see cref="Kept"/>.</summary>
    public string Epoch { get; private set; } = "first";

    public long Head => Kept.Count == 0 ? 0 : Kept[^1].Sequence;

    public FakeSession Open(ISubscriberCallback callback)
    {
        var session = new FakeSession(this, callback);
        _sessions.Add(session);
        return session;
    }

    public void Closed(FakeSession session) => _sessions.Remove(session);

    /// <summary>Loses all sessions, as a broken network does.</summary>
    public void DropSessions() => _sessions.ToList().ForEach(session => session.Lose());

    /// <summary>Loses all that was kept, as a broker does that keeps it in memory.</summary>
    public void Restart()
    {
        Kept.Clear();
        Epoch = "second";
    }

    public void Publish(string topic, string text)
    {
        var delivery = Texts.Delivery(topic, Head + 1, text);
        Kept.Add(delivery);
        _sessions.ToList().ForEach(session => session.Deliver(delivery));
    }

    public void Notify(Notice notice) => _sessions.ToList().ForEach(session => session.Callback.OnNotice(notice));

    public void Request(string text)
    {
        var request = Texts.Delivery("/calculator", 0, text);
        request.ReplyTo = "reply-1";
        _sessions.Where(session => session.IsSubscribed).ToList().ForEach(session => session.Callback.HandleMessage(request));
    }

    public void Check()
    {
        if (Fault is { } fault)
        {
            Refusals++;
            throw new FaultException<BrokerFault>(fault, fault.Message);
        }
    }
}
