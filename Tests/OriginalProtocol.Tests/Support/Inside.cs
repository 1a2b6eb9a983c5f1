using System.Text;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>What the other endpoints of the same broker do.</summary>
internal static class Inside
{
    public static Task PublishAsync(this TestListener listener, string topic, string text) =>
        listener.PublishAsync(topic, Encoding.UTF8.GetBytes(text));

    public static async Task PublishAsync(this TestListener listener, string topic, byte[] body)
    {
        var reply = new Reply<Receipt>();
        await listener.Loop.PostAsync(new Publish(null, null, TopicName.Parse(topic), new MessageContent { Body = body }, reply));
        await reply.Task.WaitAsync(TestClient.Patience);
    }

    /// <summary>Subscribes as another endpoint would; returns where its messages come.</summary>
    public static async Task<Outbox> SubscribeAsync(this TestListener listener, string topic, long id = -1)
    {
        var session = new SessionId(id);
        var outbox = new Outbox(listener.Loop.Limits);
        await listener.Loop.PostAsync(new Attach(session, outbox, OncePerMessage: false, new Reply<Done>()));
        var reply = new Reply<SubscriptionStarted>();
        await listener.Loop.PostAsync(new Subscribe(session, TopicFilter.Parse(topic), SubscriptionOptions.Default, reply));
        await reply.Task.WaitAsync(TestClient.Patience);
        return outbox;
    }

    public static async Task<PublishedMessage> NextAsync(this Outbox outbox)
    {
        var items = new List<OutboxItem>();
        while (items.Count == 0)
        {
            await outbox.WaitAsync().AsTask().WaitAsync(TestClient.Patience);
            outbox.Drain(items, 1, 1, DateTime.UnixEpoch);
        }

        return items[0].Message!;
    }
}
