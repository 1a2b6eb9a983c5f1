using System.Text;
using WcfBroker.Client.Sessions;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>One session with the <see cref="FakeBroker"/>; callbacks come on the thread that publishes.</summary>
internal sealed class FakeSession(FakeBroker broker, ISubscriberCallback callback) : IBrokerSession, IBroker
{
    private const int PageTopics = 2;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ISubscriberCallback Callback => callback;

    private SubscriptionOptions? _options;

    public bool IsSubscribed => _options is not null;

    public IBroker Broker => this;

    public Task Ended => _ended.Task;

    public void Lose()
    {
        broker.Closed(this);
        if (_options?.Durable is not null)
        {
            broker.Durable.EndAttempts();
        }

        _ended.TrySetResult();
    }

    public void Deliver(Delivery delivery)
    {
        if (_options is not null)
        {
            callback.OnMessages([_options.Acknowledge == AcknowledgeModes.Explicit ? broker.Durable.Give(delivery) : delivery]);
        }
    }

    public ValueTask DisposeAsync()
    {
        Lose();
        return ValueTask.CompletedTask;
    }

    public Task<SubscriptionInfo> SubscribeAsync(string topic, SubscriptionOptions? options)
    {
        broker.Check();
        broker.Subscribes.Add(options!);
        _options = options;
        return Task.FromResult(options!.Durable is null ? Start(topic, options) : Resume(topic));
    }

    private SubscriptionInfo Start(string topic, SubscriptionOptions options)
    {
        var head = broker.Head;
        var start = options.Start switch
        {
            StartPositions.Sequence => options.StartSequence!.Value,
            StartPositions.All => 1,
            _ => head + 1,
        };
        broker.Kept.Where(delivery => delivery.Sequence >= start).ToList().ForEach(Deliver);
        return new SubscriptionInfo { Id = "s", Topic = topic, StartSequence = start, HeadSequence = head, Epoch = broker.Epoch };
    }

    /// <summary>A durable subscription goes on with all that was not settled.</summary>
    private SubscriptionInfo Resume(string topic)
    {
        var resumed = broker.Durable.Exists;
        broker.Durable.Exists = true;
        broker.Kept.Where(delivery => !broker.Durable.IsSettled(delivery.Sequence)).ToList().ForEach(Deliver);
        return new SubscriptionInfo { Id = "s", Topic = topic, HeadSequence = broker.Head, Epoch = broker.Epoch, Resumed = resumed };
    }

    public Task UnsubscribeAsync(string subscription)
    {
        _options = null;
        return Task.CompletedTask;
    }

    public Task DeleteSubscriptionAsync(string name)
    {
        broker.Check();
        broker.Deleted.Add(name);
        return Task.CompletedTask;
    }

    public async Task<Settlement> AcknowledgeAsync(string[] tokens)
    {
        await broker.Durable.PassGateAsync();
        broker.Check();
        return broker.Durable.Take("acknowledge", tokens);
    }

    public Task<Settlement> AcknowledgeUpToAsync(string token) => throw new NotSupportedException();

    public Task<Settlement> ReturnAsync(string token, TimeSpan? delay, string? reason)
    {
        broker.Check();
        return Task.FromResult(broker.Durable.Take("return", [token], $"{delay}{reason}"));
    }

    public Task<Settlement> RejectAsync(string token, string? reason)
    {
        broker.Check();
        return Task.FromResult(broker.Durable.Take("reject", [token], reason));
    }

    public Task<Settlement> ExtendAsync(string token) => Task.FromResult(broker.Durable.Take("extend", [token], settles: false));

    public Task<TopicPage> ListTopicsAsync(string? prefix, string? after, int count)
    {
        broker.Check();
        var from = after is null ? 0 : broker.Topics.FindIndex(topic => topic.Name == after) + 1;
        var page = broker.Topics.Skip(from).Take(PageTopics).ToArray();
        var isLast = from + page.Length == broker.Topics.Count;
        return Task.FromResult(new TopicPage { Topics = page, Next = isLast ? null : page[^1].Name });
    }

    public Task<Delivery?> GetLastMessageAsync(string topic) => Task.FromResult(broker.Kept.FindLast(delivery => delivery.Topic == topic));

    public Task ReplyAsync(string replyTo, BrokerMessage message)
    {
        broker.Check();
        broker.Replies.Add(message);
        broker.Replied.TrySetResult(message);
        return Task.CompletedTask;
    }

    public Task<PublishReceipt> PublishAsync(string topic, BrokerMessage message)
    {
        broker.Check();
        broker.Publish(topic, Encoding.UTF8.GetString(message.Body ?? []));
        return Task.FromResult(new PublishReceipt { Sequence = broker.Head, MatchedSubscriptions = 2 });
    }

    public Task<PublishReceipt> PublishTextAsync(string topic, string? text) => PublishAsync(topic, Texts.Message(text ?? ""));

    public Task<BatchReceipt> PublishBatchAsync(TopicMessage[] messages)
    {
        broker.Check();
        broker.BatchSizes.Add(messages.Length);
        var sequences = new List<long>();
        foreach (var item in messages)
        {
            broker.Publish(item.Topic, Encoding.UTF8.GetString(item.Message.Body ?? []));
            sequences.Add(broker.Head);
        }

        return Task.FromResult(new BatchReceipt { Sequences = [.. sequences], MatchedSubscriptions = [.. sequences.Select(_ => 2)] });
    }

    public Task PostAsync(string topic, BrokerMessage message) => PublishAsync(topic, message);

    public Task<BrokerMessage> RequestAsync(string topic, BrokerMessage message, TimeSpan timeout)
    {
        broker.Check();
        return Task.FromResult(broker.Responder!(topic, message));
    }
}
