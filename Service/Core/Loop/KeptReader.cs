using System.Threading.Channels;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Loop;

/// <summary>Reads kept messages that are no longer in memory, one piece after the other, and hands them in as commands.</summary>
internal sealed class KeptReader
{
    private readonly Channel<StoreRead> _wanted;
    private readonly IStore _store;
    private readonly BrokerLoop _loop;

    public KeptReader(IStore store, BrokerLoop loop)
    {
        _store = store;
        _loop = loop;

        // A session or a durable subscription asks for one piece at a time, so there is always room.
        _wanted = Channel.CreateBounded<StoreRead>(new BoundedChannelOptions(loop.Limits.SessionsMax + loop.Limits.DurableSubscriptionsMax) { SingleReader = true });
        Completion = RunAsync();
    }

    public Task Completion { get; }

    public void Read(StoreRead wanted)
    {
        if (!_wanted.Writer.TryWrite(wanted) && !Completion.IsCompleted)
            throw new InvalidOperationException("Somebody asked for a second piece before the first was there.");
    }

    public void Complete() => _wanted.Writer.TryComplete();

    private async Task RunAsync()
    {
        while (await _wanted.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_wanted.Reader.TryRead(out var wanted))
                await _loop.PostAsync(wanted.From(_store)).ConfigureAwait(false);
        }
    }
}
