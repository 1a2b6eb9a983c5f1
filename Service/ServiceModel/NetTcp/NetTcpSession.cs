using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>One client's connection after its preamble, until it ends for whatever reason.</summary>
internal sealed partial class NetTcpSession : IServiceSession, IDisposable
{
    private readonly ConnectionContext _connection;
    private readonly EndpointRuntime _runtime;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _gone;
    private readonly SessionOutput _output;
    private readonly PendingCallbacks _pending;
    private readonly Lock _lock = new();
    private readonly SessionCalls _calls;
    private readonly SessionSecurity _security;
    private readonly Action _opened;
    private string? _endReason;
    private Task? _closing;
    private int _isKeepingAlive;

    /// <param name="connection">The connection.</param>
    /// <param name="via">The address asked for.</param>
    /// <param name="runtime">What it shares with others.</param>
    /// <param name="opened">Called when the peer is known.</param>
    public NetTcpSession(ConnectionContext connection, Uri via, EndpointRuntime runtime, Action opened)
    {
        _connection = connection;
        _runtime = runtime;
        _opened = opened;
        Via = via;
        // A copy, because services may ask after the source is disposed.
        Closed = _closed.Token;
        _output = new(connection.Transport.Output, runtime.Service.Strings, runtime.Time, Closed);
        var options = runtime.Options;
        _gone = new(Timeout.InfiniteTimeSpan, runtime.Time);
        _pending = new(Id, options.OutstandingCallbacksMax, options.MessageBytesMax, runtime.Time, Closed);
        _security = new(runtime.Credentials, RemoteEndPoint, runtime.Time);
        _calls = new(runtime, Id, _output, _security, Closed, _gone.Token);
        if (runtime.Service.Callbacks is { } callbacks)
            Callback = new CallbackChannel(callbacks, _output, runtime.Encoders, _pending, _security, options.CallbackTimeout);
    }

    public string Id => _connection.ConnectionId;

    public EndPoint? RemoteEndPoint => _connection.RemoteEndPoint;

    public EndPoint? LocalEndPoint => _connection.LocalEndPoint;

    public Uri Via { get; }

    public ClaimsPrincipal? User => _security.Peer;

    public X509Certificate2? ClientCertificate => _connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;

    public CancellationToken Closed { get; }

    public bool IsClosedByPeer { get; private set; }

    public ICallbackChannel? Callback { get; }

    public void Abort(string reason)
    {
        SetReason(reason);
        _connection.Abort(new ConnectionAbortedException(reason));
    }

    /// <summary>Serves the session to its end; never throws.</summary>
    public async Task RunAsync()
    {
        await using var leaving = _connection.ConnectionClosed.Register(PeerLeft);
        using var late = new CancellationTokenSource(_security.Options.LoginDeadline, _runtime.Time);
        await using var dropping = late.Token.Register(DropUnknown);
        try
        {
            await ReceiveToEndAsync().ConfigureAwait(false);
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets running calls finish, then ends the session; drops it when the time is over. May be called more than once.</summary>
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _closing ??= CloseOnceAsync(cancellationToken);
    }

    /// <summary>Does what an idle session needs: asks for a sign of life, and drops a peer that is gone.</summary>
    public void Watch()
    {
        if (PeerWatch.IsGone(_connection))
            Abort("the peer does not acknowledge what is sent");
        if (Callback is null || !_calls.IsDuplex || _runtime.Options.KeepAlive is not { } keepAlive)
            return;
        if (_output.Silence >= _runtime.Options.KeepAliveInterval && Interlocked.Exchange(ref _isKeepingAlive, 1) == 0)
            _ = KeepAliveAsync(keepAlive);
    }

    public void Dispose()
    {
        _closed.Dispose();
        _gone.Dispose();
    }

    // What a client sent before it left is still served, but calls that hold up the rest are not waited for without end.
    private void PeerLeft() => _gone.CancelAfter(_runtime.Options.CloseDeadline);

    private async Task KeepAliveAsync(Func<IServiceSession, ValueTask> keepAlive)
    {
        try
        {
            await keepAlive(this).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogKeepAliveFailed(_runtime.Log, Id, failure);
        }
        finally
        {
            Volatile.Write(ref _isKeepingAlive, 0);
        }
    }

    private void DropUnknown()
    {
        if (!_security.IsOpen)
            Abort("no login within the deadline (LoginDeadline)");
    }

    // Makes the service, now that it can be told who calls.
    private void Open()
    {
        try
        {
            _calls.Instance = _runtime.Service.CreateInstance(this);
        }
        catch (Exception refused)
        {
            LogInstanceFailed(_runtime.Log, Id, refused);
            throw new FramingException("the service could not be created", FramingFault.ServiceActivationFailed);
        }

        _opened();
        LogOpened(_runtime.Log, Id, RemoteEndPoint, LogText.Escape(Via.ToString()));
    }

    private async Task ReceiveToEndAsync()
    {
        try
        {
            await _security.CheckAsync(ClientCertificate, Closed).ConfigureAwait(false);
            if (_security.IsOpen)
                Open();
            var receiver = new SessionReceiver(_runtime, _connection.Transport.Input, _calls, _pending, _security, Open, Id, Closed);
            IsClosedByPeer = await receiver.RunAsync().ConfigureAwait(false);
            if (IsClosedByPeer)
                await AnswerEndAsync(_calls).ConfigureAwait(false);
            else
                SetReason("the client went away without an End record");
        }
        catch (LoginException refused)
        {
            SetReason(refused.Message);
            await FaultSender.SendAsync(_connection, token => _output.EndAsync(null, token), _runtime).ConfigureAwait(false);
        }
        catch (FramingException broken)
        {
            SetReason(broken.Message);
            if (broken.Fault is { } fault)
                await SendFaultAsync(fault).ConfigureAwait(false);
            else
                _connection.Abort();
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException)
        {
            Abort($"the connection broke: {broken.Message}");
        }
        catch (Exception unforeseen)
        {
            LogReceivingFailed(_runtime.Log, Id, unforeseen);
            Abort("receiving failed unexpectedly");
        }
    }

    private Task SendFaultAsync(string fault) =>
        FaultSender.SendAsync(_connection, token => _output.EndAsync(fault, token), _runtime);

    private async Task AnswerEndAsync(SessionCalls calls)
    {
        using var deadline = new CancellationTokenSource(_runtime.Options.CloseDeadline, _runtime.Time);
        try
        {
            // Nobody will answer callbacks any more, so calls that wait for one end now.
            _pending.End();
            await calls.CloseAsync(deadline.Token).ConfigureAwait(false);
            await _output.EndAsync(null, deadline.Token).ConfigureAwait(false);
            SetReason("closed by the client");
        }
        catch (OperationCanceledException)
        {
            Abort("closed by the client, with calls that did not end in time");
        }
    }

    private async Task CloseOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _calls.CloseAsync(cancellationToken).ConfigureAwait(false);
            await _output.EndAsync(null, cancellationToken).ConfigureAwait(false);
            SetReason("closed by the service");
            await Task.Delay(Timeout.InfiniteTimeSpan, _runtime.Time, Closed).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            if (!_closed.IsCancellationRequested)
                Abort("closed by the service, and the deadline has passed");
        }
    }

    private async Task EndAsync()
    {
        _pending.End();
        _security.End();
        await GuardAsync(_closed.CancelAsync).ConfigureAwait(false);
        await _connection.Transport.Input.CompleteAsync().ConfigureAwait(false);
        await CompleteOutputAsync().ConfigureAwait(false);
        LogClosed(_runtime.Log, Id, LogText.Escape(_endReason));
        await WaitForCallsAsync(_calls).ConfigureAwait(false);
        await GuardAsync(() => DisposeAsync(_calls.Instance).AsTask()).ConfigureAwait(false);
    }

    // Runs code of the service, which may fail, where the session has to go on.
    private async Task GuardAsync(Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogInstanceFailed(_runtime.Log, Id, failure);
        }
    }

    private static ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();
        (instance as IDisposable)?.Dispose();
        return default;
    }

    private async Task CompleteOutputAsync()
    {
        using var deadline = new CancellationTokenSource(_runtime.Options.CloseDeadline, _runtime.Time);
        // A peer that has stopped reading holds up the last bytes until the connection is dropped.
        await using var drop = deadline.Token.Register(_connection.Abort);
        await _output.CompleteAsync().ConfigureAwait(false);
    }

    private async Task WaitForCallsAsync(SessionCalls calls)
    {
        using var deadline = new CancellationTokenSource(_runtime.Options.CloseDeadline, _runtime.Time);
        try
        {
            await calls.CloseAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogCallsOutlive(_runtime.Log, Id);
        }
    }

    private void SetReason(string reason) => Interlocked.CompareExchange(ref _endReason, reason, null);
}
