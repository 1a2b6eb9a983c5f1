using System.Threading.Channels;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Loop;

/// <summary>Reads kept messages that are no longer in memory, one piece after the other, and hands them in as commands.</summary>
internal sealed class KeptReader
{
    private readonly Channel<ReadKept> _wanted;
    private readonly IStore _store;
    private readonly BrokerLoop _loop;

    public KeptReader(IStore store, BrokerLoop loop)
    {
        _store = store;
        _loop = loop;

        // A session asks for one piece at a time, so there is always room.
        _wanted = Channel.CreateBounded<ReadKept>(new BoundedChannelOptions(loop.Limits.SessionsMax) { SingleReader = true });
        Completion = RunAsync();
    }

    public Task Completion { get; }

    public void Read(ReadKept wanted)
    {
        if (!_wanted.Writer.TryWrite(wanted) && !Completion.IsCompleted)
            throw new InvalidOperationException("A session asked for a second piece before it had the first.");
    }

    public void Complete() => _wanted.Writer.TryComplete();

    private async Task RunAsync()
    {
        while (await _wanted.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_wanted.Reader.TryRead(out var wanted))
                await _loop.PostAsync(new Kept(wanted.Session, wanted.Subscription, Read(wanted.From, wanted))).ConfigureAwait(false);
        }
    }

    private MessagePage Read(long from, ReadKept wanted)
    {
        if (wanted.NotBeforeUtc is { } time)
            from = Math.Max(from, _store.FirstAt(time));
        return _store.Read(from, wanted.MessagesMax, wanted.BytesMax);
    }
}
