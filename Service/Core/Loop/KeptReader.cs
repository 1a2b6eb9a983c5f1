using System.Threading.Channels;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Loop;

/// <summary>Reads kept messages that are no longer in memory, one piece after the other, and hands them in as commands.</summary>
internal sealed class KeptReader
{
    private readonly Channel<StoreRead> _wanted;
    private readonly IStore _store;
    private readonly BrokerLoop _loop;
    private volatile bool _completed;

    public KeptReader(IStore store, BrokerLoop loop)
    {
        _store = store;
        _loop = loop;

        // A session or a durable subscription asks for one piece at a time, also after its end, and the core counts who else asks: so
        // there is always room.
        var wantedMax = loop.Limits.SessionsMax + loop.Limits.DurableSubscriptionsMax + loop.Limits.CommandsMax;
        _wanted = Channel.CreateBounded<StoreRead>(new BoundedChannelOptions(wantedMax) { SingleReader = true });
        Completion = RunAsync();
    }

    public Task Completion { get; }

    public void Read(StoreRead wanted)
    {
        if (_wanted.Writer.TryWrite(wanted))
            return;
        if (!_completed)
            throw new InvalidOperationException("Somebody asked for a second piece before the first was there.");
        wanted.Fail(BrokerError.Stopping);
    }

    public void Complete()
    {
        _completed = true;
        _wanted.Writer.TryComplete();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _wanted.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_wanted.Reader.TryRead(out var wanted))
                    await _loop.PostAsync(ReadNow(wanted)).ConfigureAwait(false);
            }
        }
        finally
        {
            Complete();
            while (_wanted.Reader.TryRead(out var wanted))
                wanted.Fail(BrokerError.Stopping);
        }
    }

    private Command ReadNow(StoreRead wanted)
    {
        try
        {
            return wanted.From(_store);
        }
        catch (StoreException)
        {
            wanted.Fail(BrokerError.Stopping);
            throw;
        }
    }
}
