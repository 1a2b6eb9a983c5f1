using System.Diagnostics.CodeAnalysis;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>The calls of one session: admits them in order of arrival within the limits, runs them, and answers as they complete.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never taken holds nothing to dispose.")]
internal sealed partial class SessionCalls(
    EndpointRuntime runtime, string sessionId, SessionOutput output, SessionSecurity security, CancellationToken closed, CancellationToken gone)
{
    private readonly SemaphoreSlim _slots = new(runtime.Options.ConcurrentCallsMax, runtime.Options.ConcurrentCallsMax);
    private readonly OneWayQueue _oneWays = new(runtime.Options.OneWayQueueMax);
    private readonly ByteBudget _bytes = new(runtime.Options.InFlightBytesMax);
    private readonly ActiveCount _active = new();
    private readonly ILogger _log = runtime.Log;
    private ReplyQueue? _replies;
    private volatile bool _isClosing;
    private long _failures;

    /// <summary>The service instance of the session, from when its caller is known.</summary>
    public object? Instance { get; set; }

    /// <summary>Whether an operation was called that only clients with callbacks know.</summary>
    public bool IsDuplex { get; private set; }

    /// <summary>Admits no more calls; completes when those admitted have ended.</summary>
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        _isClosing = true;
        return _active.WhenIdleAsync(cancellationToken);
    }

    /// <summary>Reads a message and starts its operation. Called by the receiving loop alone; waits while a limit is reached.</summary>
    public async ValueTask AdmitAsync(Message message, RequestHeaders headers, int bytes)
    {
        // Counted before it is looked at, so that a session that closes either refuses the call or waits for it.
        _active.TryEnter(int.MaxValue);
        NetTcpCall? call = null;
        try
        {
            if ((Refusal(headers) ?? TryRead(message, headers, bytes, out call)) is { } refusal)
                await RefuseAsync(headers, refusal).ConfigureAwait(false);
            else
                await StartAsync(call!).ConfigureAwait(false);
        }
        finally
        {
            if (call is not { IsStarted: true })
                _active.Exit();
        }
    }

    /// <summary>Starts the operation of a message that was read from its bytes. Otherwise as the other overload.</summary>
    public async ValueTask AdmitAsync(EncodedCall encoded)
    {
        ISessionCall call = encoded;
        _active.TryEnter(int.MaxValue);
        try
        {
            IsDuplex |= call.Operation.IsDuplex;
            _replies ??= new(output, this);
            if (_isClosing)
                await RefuseAsync(new(call.Operation.Action, encoded.Id.ToUniqueId(), null, null), FaultMap.Closing()).ConfigureAwait(false);
            else
                await StartAsync(call).ConfigureAwait(false);
        }
        finally
        {
            if (!call.IsStarted)
                _active.Exit();
        }
    }

    /// <summary>An encoded call has a result or has failed. Never throws, and never waits.</summary>
    public void End(EncodedCall call)
    {
        if (call.Failure is null && (call.Id.IsNone || call.Operation.ReplyEnvelope is null))
            Leave(call);
        else
            _replies!.Add(call);
    }

    /// <summary>Runs an admitted call to its end; never throws.</summary>
    public async Task RunAsync(NetTcpCall call)
    {
        using var trace = call.Trace.Enter();
        try
        {
            var result = await call.Operation.Invoker.InvokeAsync(Instance!, call.Arguments).ConfigureAwait(false);
            if (call.MessageId is not null)
                await ReplyAsync(call, result).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await FailAsync(call, failure).ConfigureAwait(false);
        }
        finally
        {
            Leave(call);
        }
    }

    /// <summary>Gives back what a call has held.</summary>
    public void Leave(ISessionCall call)
    {
        if (!call.Operation.IsOneWay)
            _slots.Release();
        _bytes.Return(call.Bytes);
        _active.Exit();
    }

    private Fault? Refusal(RequestHeaders headers)
    {
        if (headers.NotUnderstood is { } header)
            return FaultMap.NotUnderstood(header.Name, header.Namespace);
        if (!runtime.Service.Operations.TryFind(headers.Action, out _))
            return FaultMap.UnknownAction(headers.Action);
        return _isClosing ? FaultMap.Closing() : null;
    }

    private Fault? TryRead(Message message, RequestHeaders headers, int bytes, out NetTcpCall? call)
    {
        call = null;
        runtime.Service.Operations.TryFind(headers.Action, out var operation);
        IsDuplex |= operation!.IsDuplex;
        try
        {
            call = new(this, operation, operation.Request.Read(message), headers, bytes);
            return null;
        }
        catch (Exception unreadable) when (unreadable is MessageBodyException or XmlException or InvalidOperationException)
        {
            LogUnreadable(_log, sessionId, operation.Name, LogText.Escape((unreadable.InnerException ?? unreadable).Message));
            return FaultMap.Unreadable(operation, unreadable as MessageBodyException ?? new(null, unreadable));
        }
    }

    private async ValueTask StartAsync(ISessionCall call)
    {
        await _bytes.TakeAsync(call.Bytes, gone).ConfigureAwait(false);
        if (!call.Operation.IsOneWay)
            await _slots.WaitAsync(gone).ConfigureAwait(false);
        call.IsStarted = true;
        if (call.Operation.IsOneWay)
            await _oneWays.RunAsync(call, gone).ConfigureAwait(false);
        else if (call.Operation.IsAsync)
            _ = ReceiveThread.Start(call, static c => c.RunAsync());
        else
            ThreadPool.UnsafeQueueUserWorkItem((IThreadPoolWorkItem)call, preferLocal: false);
    }

    /// <summary>Answers with a fault, if there is anyone who waits for one.</summary>
    public async ValueTask RefuseAsync(RequestHeaders headers, Fault fault, bool withStamp = true)
    {
        LogRefused(_log, sessionId, LogText.Escape(fault.Reason));
        try
        {
            if (headers.MessageId is { } messageId)
                await WriteFaultAsync(messageId, fault, withStamp).ConfigureAwait(false);
        }
        catch (CommunicationException ended)
        {
            LogAnswerLost(_log, sessionId, LogText.Escape(headers.Action), ended.Message);
        }
    }

    /// <summary>Answers a call that has failed; never throws.</summary>
    public async Task FailAsync(ISessionCall call, Exception failure)
    {
        try
        {
            await SendFaultAsync(call, failure).ConfigureAwait(false);
        }
        catch (Exception unsent)
        {
            LogAnswerLost(_log, sessionId, call.Operation.Name, unsent.Message);
        }
    }

    private async Task SendFaultAsync(ISessionCall call, Exception failure)
    {
        if (closed.IsCancellationRequested && IsOfEnd(failure))
        {
            LogAnswerLost(_log, sessionId, call.Operation.Name, failure.Message);
            return;
        }

        if (failure is FaultException unheard && call.MessageId is null)
        {
            LogRefused(_log, sessionId, LogText.Escape($"{call.Operation.Name}: {unheard.Message}"));
            return;
        }

        if (failure is FaultException thrown && await TrySendThrownAsync(call, call.MessageId!, thrown).ConfigureAwait(false))
            return;
        var reference = $"{sessionId}/{Interlocked.Increment(ref _failures)}";
        LogFailed(_log, sessionId, call.Operation.Name, reference, failure);
        if (call.MessageId is { } messageId)
            await WriteFaultAsync(messageId, FaultMap.Unexpected(reference)).ConfigureAwait(false);
    }

    private static bool IsOfEnd(Exception failure) =>
        failure is OperationCanceledException or (CommunicationException and not FaultException);

    private async Task<bool> TrySendThrownAsync(ISessionCall call, UniqueId messageId, FaultException thrown)
    {
        try
        {
            await WriteFaultAsync(messageId, FaultMap.Thrown(call.Operation, thrown)).ConfigureAwait(false);
            return true;
        }
        catch (Exception unwritable) when (unwritable is not CommunicationException)
        {
            // The detail could not be serialised; the caller gets a reference instead.
            return false;
        }
    }

    private ValueTask ReplyAsync(NetTcpCall call, object? result) => WriteAsync(
        (call, result, security.Stamp),
        static (writer, reply) => EnvelopeWriter.WriteReply(
            writer, reply.call.Operation.ReplyAction!, reply.call.MessageId!, reply.Stamp, reply.call.Operation.Reply!, [reply.result]));

    /// <summary>Answers what is not for the service.</summary>
    public ValueTask AnswerAsync(UniqueId relatesTo, string action, Action<XmlDictionaryWriter> writeBody) => WriteAsync(
        (relatesTo, action, security.Stamp, writeBody),
        static (writer, reply) => EnvelopeWriter.WriteReply(
            writer, new XmlDictionary().Add(reply.action), reply.relatesTo, reply.Stamp, reply.writeBody));

    private ValueTask WriteFaultAsync(UniqueId relatesTo, Fault fault, bool withStamp = true) =>
        WriteAsync(
        (relatesTo, fault, Stamp: withStamp ? security.Stamp : null),
        static (writer, reply) => EnvelopeWriter.WriteFault(writer, reply.relatesTo, reply.Stamp, reply.fault));

    private async ValueTask WriteAsync<T>(T content, Action<XmlDictionaryWriter, T> write)
    {
        var encoder = runtime.Encoders.Get();
        try
        {
            await output.WriteAsync(encoder.Encode(content, write), default, default, more: false, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            runtime.Encoders.Return(encoder);
        }
    }
}
