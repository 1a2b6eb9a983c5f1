using WcfBroker.Benchmarks.Load;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Benchmarks.Durable;

/// <summary>The broker's loop with its store in this process: publishers without a network.</summary>
internal sealed class DurableLoop : IAsyncDisposable
{
    private static readonly TopicName Topic = TopicName.Parse("/durable/loop");

    private readonly SqliteStore _store;
    private readonly BrokerLoop _loop;
    private readonly byte[] _body;
    private long _next;

    public DurableLoop(string folder, int bodyBytes)
    {
        _body = new byte[bodyBytes];
        _store = SqliteStore.Open(new SqliteStoreOptions { Folder = folder });
        var broker = new Broker(BrokerLimits.Default);
        broker.Restore(_store, TimeProvider.System.GetUtcNow().UtcDateTime);
        _loop = new BrokerLoop(broker, TimeProvider.System, _store);
    }

    public async Task<long> PublishAsync(int publishers, Func<bool> goesOn) =>
        (await Task.WhenAll(Enumerable.Range(0, publishers).Select(_ => PublishAsync(goesOn)))).Sum();

    private async Task<long> PublishAsync(Func<bool> goesOn)
    {
        var count = 0L;
        for (; goesOn(); count++)
        {
            var reply = new WcfBroker.Core.Reply<Receipt>();
            var content = new MessageContent { Id = NumberedPayload.Text(Interlocked.Increment(ref _next)), Body = _body };
            _loop.Post(new Publish(null, null, Topic, content, reply));
            await reply.Task;
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        _store.Dispose();
    }
}
