using WcfBroker.Client.Sessions;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Client.Durable;

/// <summary>
/// Acknowledges over one session, one call at a time: what gathers during a call goes with the next. So a lone message is
/// acknowledged at once, and many cost few calls. Their number is bounded by what the session has delivered.
/// </summary>
internal sealed class Acknowledgements(IBroker broker, BrokerCalls calls, TimeProvider time)
{
    public const int TokensMax = 1000;
    private static readonly TimeSpan BusyWait = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<PendingAcknowledgement> _gathered = [];
    private Task _sending = Task.CompletedTask;
    private bool _isSending;
    private volatile bool _over;

    /// <summary>Ends when all that was added is answered.</summary>
    public Task Sent
    {
        get
        {
            lock (_gate)
            {
                return _sending;
            }
        }
    }

    /// <summary>True once the message is settled; false when it comes again.</summary>
    public Task<bool> AddAsync(string token)
    {
        var pending = new PendingAcknowledgement(token);
        lock (_gate)
        {
            _gathered.Add(pending);
            if (!_isSending)
            {
                _isSending = true;
                _sending = SendAsync();
            }
        }

        return pending.Answer;
    }

    /// <summary>The session is over, and its tokens are good for nothing.</summary>
    public void End() => _over = true;

    private async Task SendAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                var stale = await SendAsync([.. batch.Select(pending => pending.Token)]).ConfigureAwait(false);
                batch.ForEach(pending => pending.Answered(!stale.Contains(pending.Token)));
            }
            catch (Exception e)
            {
                batch.ForEach(pending => pending.Failed(e));
            }
        }
    }

    /// <summary>Acknowledges, as often as it takes a busy broker, and returns the tokens that were stale.</summary>
    private async Task<HashSet<string>> SendAsync(string[] tokens)
    {
        while (!_over)
        {
            try
            {
                var settlement = await calls.AnswerAsync(() => broker.AcknowledgeAsync(tokens), CancellationToken.None).ConfigureAwait(false);
                return [.. settlement.Stale ?? []];
            }
            catch (BrokerException e) when (e.Code == FaultCodes.ServerBusy)
            {
                await Task.Delay(e.RetryAfter ?? BusyWait, time).ConfigureAwait(false);
            }
        }

        return [.. tokens];
    }

    private List<PendingAcknowledgement> Take()
    {
        lock (_gate)
        {
            var batch = _gathered.Slice(0, Math.Min(TokensMax, _gathered.Count));
            _gathered.RemoveRange(0, batch.Count);
            _isSending = batch.Count > 0;
            return batch;
        }
    }
}
