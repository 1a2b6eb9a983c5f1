using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Requests;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Ours with unmodified WCF clients; a batch goes in one call, or each of its messages in a one-way call.</summary>
internal sealed class WcfDriver(string url, bool isBatched) : IDriver, IRequesting
{
    public async Task<IDisposable> SubscribeAsync(string topic, Action<long> received)
    {
        var client = new WcfConnection(url, new CountingCallback(received));
        await client.Broker.SubscribeAsync(topic, new SubscriptionOptions { Start = StartPositions.New, Callback = CallbackOperations.OnMessages });
        return client;
    }

    public Task<IBatchPublisher> PublisherAsync(string topic, int payloadBytes, int batchMessages) =>
        Task.FromResult<IBatchPublisher>(new Publisher(new WcfConnection(url, new CountingCallback(null)), isBatched, topic, payloadBytes, batchMessages));

    public async Task<IRequester> RequesterAsync(string topic) => await WcfRequester.OpenAsync(url, topic);

    private sealed class Publisher(WcfConnection connection, bool isBatched, string topic, int payloadBytes, int batchMessages) : IBatchPublisher
    {
        public async Task PublishAsync(long first)
        {
            var messages = Enumerable.Range(0, batchMessages).Select(i => new BrokerMessage { Body = NumberedPayload.Create(first + i, payloadBytes) });
            if (isBatched)
            {
                await connection.Broker.PublishBatchAsync([.. messages.Select(message => new TopicMessage { Topic = topic, Message = message })]);
                return;
            }

            foreach (var message in messages)
                await connection.Broker.PostAsync(topic, message);
        }

        public void Dispose() => connection.Dispose();
    }
}
