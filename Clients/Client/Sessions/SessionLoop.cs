using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>Keeps one session open: opens it, watches it, and opens the next one after a growing delay.</summary>
internal sealed class SessionLoop(IBrokerConnector connector, ISessionOwner owner, BrokerConnectionOptions options) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Backoff _backoff = new(options.ReconnectDelayMin, options.ReconnectDelayMax, new Random());
    private volatile TaskCompletionSource<IBroker> _broker = NewPromise();
    private Task _watching = Task.CompletedTask;
    private Exception? _error;
    private Exception? _endedWith;

    public BrokerConnectionState State { get; private set; } = BrokerConnectionState.Connecting;

    /// <summary>Opens the first session; its failure is the caller's to see.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        _watching = WatchAsync(session);
    }

    /// <summary>The broker of the open session, or of the next one if it opens in time.</summary>
    /// <exception cref="BrokerConnectionException">No session in time, or no more sessions.</exception>
    public async Task<IBroker> BrokerAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        try
        {
            return await _broker.Task.WaitAsync(options.OperationTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new BrokerConnectionException("There is no connection to the broker at present.", outcomeUnknown: false, _error ?? e);
        }
    }

    /// <summary>Ends for good and says why; the session is closed later, on another thread.</summary>
    public void End(Exception reason)
    {
        _endedWith = reason;
        _ = _stop.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<IBrokerSession> OpenAsync(CancellationToken cancellationToken)
    {
        var session = await connector.ConnectAsync(owner.CreateCallback(), cancellationToken).ConfigureAwait(false);
        try
        {
            await owner.OpenedAsync(session.Broker, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _broker.TrySetResult(session.Broker);
        Change(new BrokerStateEventArgs(BrokerConnectionState.Connected, 0, TimeSpan.Zero, null));
        return session;
    }

    private async Task WatchAsync(IBrokerSession session)
    {
        try
        {
            for (var open = session; open is not null; open = await ReopenAsync().ConfigureAwait(false))
            {
                await open.Ended.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _broker = NewPromise();
                await open.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            _error = e;
        }

        Close();
    }

    private void Close()
    {
        _broker.TrySetException(new BrokerConnectionException("The connection to the broker is closed.", outcomeUnknown: false, _error));
        _ = _broker.Task.Exception;
        Change(new BrokerStateEventArgs(BrokerConnectionState.Closed, 0, TimeSpan.Zero, _error));
    }

    private async Task<IBrokerSession?> ReopenAsync()
    {
        _error = _stop.IsCancellationRequested
            ? _endedWith
            : new BrokerConnectionException("The connection to the broker was lost.", outcomeUnknown: false);
        for (var attempt = 1; attempt <= options.ReconnectAttemptsMax && !_stop.IsCancellationRequested; attempt++)
        {
            try
            {
                return await AttemptAsync(attempt).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or BrokerConnectionException or BrokerException { IsTransient: true })
            {
                _error = _stop.IsCancellationRequested ? _endedWith : e;
            }
            catch (BrokerException e)
            {
                _error = e;
                return null;
            }
        }

        return null;
    }

    private async Task<IBrokerSession> AttemptAsync(int attempt)
    {
        var delay = _backoff.Delay(attempt);
        var waiting = Task.Delay(delay, options.TimeProvider, _stop.Token);
        Change(new BrokerStateEventArgs(BrokerConnectionState.Reconnecting, attempt, delay, _error));
        await waiting.ConfigureAwait(false);
        return await OpenAsync(_stop.Token).ConfigureAwait(false);
    }

    private void Change(BrokerStateEventArgs change)
    {
        State = change.State;
        owner.StateChanged(change);
    }

    private static TaskCompletionSource<IBroker> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
