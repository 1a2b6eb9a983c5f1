using WcfBroker.Core.Commands;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Retention;

/// <summary>
/// Has dropped what the policies of single topics no longer keep. It reads the log beside the loop, page by page: each message
/// once to count it, once for each age that a policy names, and again when its topic has more than its policy keeps.
/// </summary>
public sealed class TopicRetention
{
    // Also the most that is dropped at once, while publishers wait.
    private const int PageMessages = 1_000;
    private const long PageBytes = 4 << 20;

    // To drop one message so many are read at most; what costs more waits for a thorough sweep, which rests so many times
    // as long as it took.
    private const int ReadsPerDropMax = 64;
    private const int RestsPerSweep = 50;

    private readonly IStore _store;
    private readonly BrokerLoop _loop;
    private readonly TimeProvider _time;
    private readonly bool _counts;
    private readonly Dictionary<int, TopicWindow> _windows = [];
    private readonly HashSet<TopicWindow> _over = [];

    // For each age, before which sequence all is older.
    private readonly Dictionary<TimeSpan, long> _aged;
    private long _counted;
    private long _restsUntil;

    public TopicRetention(IStore store, BrokerLoop loop, TimeProvider time)
    {
        (_store, _loop, _time) = (store, loop, time);
        var policies = loop.Broker.Policies.All;
        _counts = policies.Any(policy => policy.Counts);
        _aged = policies.Select(policy => policy.AgeMax).OfType<TimeSpan>().Distinct().ToDictionary(age => age, _ => 0L);
        _restsUntil = time.GetTimestamp();
    }

    /// <summary>Drops what is too old or too much now.</summary>
    /// <exception cref="Errors.BrokerException">The broker is stopping, or its store failed.</exception>
    public async Task DropAsync(CancellationToken cancellation)
    {
        var held = await DropAsync([]).ConfigureAwait(false);
        if (_counts)
            Count(cancellation);
        foreach (var age in _aged.Keys.ToArray())
        {
            var old = Math.Min(held, _store.FirstAt(_time.GetUtcNow().UtcDateTime - age));
            if (old > _aged[age])
                await DropAsync([], (age, old)).ConfigureAwait(false);
            await SweepAsync(_aged[age], old, message => PolicyOf(message).AgeMax == age, cancellation).ConfigureAwait(false);
            _aged[age] = Math.Max(_aged[age], old);
        }

        if (_over.Count > 0)
            await DropExcessAsync(held, cancellation).ConfigureAwait(false);
    }

    private void Count(CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = _store.Read(_counted, PageMessages, PageBytes);
            foreach (var message in page.Messages)
                Count(message);
            _counted = page.Next;
            more = page.Messages.Count > 0;
        }
    }

    private void Count(in StoredMessage message)
    {
        var policy = PolicyOf(message);
        if (!policy.Counts)
            return;
        if (!_windows.TryGetValue(message.TopicId, out var window))
            _windows.Add(message.TopicId, window = new TopicWindow(message.TopicId, policy));
        window.Add(message.Sequence, message.Content.Bytes);
        if (window.IsOver)
            _over.Add(window);
    }

    private async Task DropExcessAsync(long held, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        var thorough = started >= _restsUntil;
        var due = FindDue(thorough);
        var swept = 0L;
        foreach (var (from, to) in due.Values.Select(window => (window.From, Math.Min(held, window.OverTo))).Order().ToArray())
        {
            await SweepAsync(
                Math.Max(from, swept),
                to,
                message => due.TryGetValue(message.TopicId, out var window) && window.TakeIfOver(message.Sequence, message.Content.Bytes),
                cancellation).ConfigureAwait(false);
            swept = Math.Max(swept, to);
        }

        if (thorough)
            _restsUntil = started + ((_time.GetTimestamp() - started) * (RestsPerSweep + 1));
    }

    private Dictionary<int, TopicWindow> FindDue(bool thorough)
    {
        var first = _store.FirstAt(DateTime.MinValue);
        foreach (var window in _over)
            window.Forget(window.Policy.AgeMax is { } age ? Math.Max(first, _aged[age]) : first);
        _over.RemoveWhere(window => !window.IsOver);
        return _over
            .Where(window => thorough || window.OverTo - window.From <= window.CountToOverTo * ReadsPerDropMax)
            .ToDictionary(window => window.TopicId);
    }

    private async Task SweepAsync(long from, long to, Func<StoredMessage, bool> isOver, CancellationToken cancellation)
    {
        while (from < to)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = _store.Read(from, PageMessages, PageBytes);
            var ranges = RangesOf(page.Messages.Where(message => message.Sequence < to && isOver(message)));
            if (ranges.Count > 0)
                await DropAsync(ranges).ConfigureAwait(false);
            from = page.Messages.Count > 0 ? page.Next : to;
        }
    }

    private async Task<long> DropAsync(List<SequenceRange> ranges, (TimeSpan, long)? aged = null)
    {
        var reply = new Reply<long>();
        await _loop.PostAsync(new DropMessages(ranges, reply) { Aged = aged }).ConfigureAwait(false);
        return await reply.Task.ConfigureAwait(false);
    }

    private static List<SequenceRange> RangesOf(IEnumerable<StoredMessage> messages)
    {
        var ranges = new List<SequenceRange>();
        foreach (var message in messages)
        {
            if (ranges.Count > 0 && ranges[^1].To == message.Sequence - 1)
                ranges[^1] = ranges[^1] with { To = message.Sequence };
            else
                ranges.Add(new SequenceRange(message.Sequence, message.Sequence));
        }

        return ranges;
    }

    private TopicPolicy PolicyOf(in StoredMessage message) => _loop.Broker.TopicLog[message.TopicId].Policy;
}
