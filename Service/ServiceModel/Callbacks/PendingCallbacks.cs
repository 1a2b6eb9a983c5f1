using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>The two-way callbacks of one session that await their answers.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never taken holds nothing to dispose.")]
internal sealed class PendingCallbacks(string sessionId, int max, int faultBytesMax, TimeProvider time, CancellationToken closed)
{
    // Most sessions never have one.
    private readonly ConcurrentDictionary<UniqueId, PendingCallback> _byId = new(concurrencyLevel: 1, capacity: 1);
    private readonly SemaphoreSlim _slots = new(max, max);
    private long _lastId;
    private volatile bool _isEnded;

    /// <exception cref="TimeoutException">No earlier call ended in time to let this one begin.</exception>
    public async Task<PendingCallback> BeginAsync(CallbackOperation operation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var expired = new CancellationTokenSource(timeout, time);
        await WaitForSlotAsync(operation, expired, cancellationToken).ConfigureAwait(false);
        var number = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var call = new PendingCallback(operation, new UniqueId($"urn:callback:{sessionId}:{number}"), expired, Release, cancellationToken);
        _byId[call.Id] = call;
        if (_isEnded)
            call.Fail(Ended());
        return call;
    }

    /// <summary>Takes the message if it answers a call.</summary>
    public bool TryComplete(UniqueId relatesTo, Message message)
    {
        if (!_byId.TryGetValue(relatesTo, out var call))
            return false;
        try
        {
            if (message.IsFault)
                call.Fail(FaultException.CreateFault(
                    MessageFault.CreateFault(message, faultBytesMax), message.Headers.Action, call.Operation.FaultDetails));
            else
                call.Complete(Result(call.Operation.Reply!, message));
        }
        catch (Exception unreadable)
            when (unreadable is MessageBodyException or XmlException or CommunicationException or InvalidOperationException)
        {
            call.Fail(new CommunicationException($"The client's answer to {call.Operation.Name} could not be read.", unreadable));
        }

        return true;
    }

    /// <summary>No answer will come any more.</summary>
    public void End()
    {
        _isEnded = true;
        foreach (var call in _byId.Values)
            call.Fail(Ended());
    }

    private static CommunicationException Ended() => new("The session has ended.");

    private static object? Result(MessageBody body, Message message)
    {
        using var reader = message.GetReaderAtBodyContents();
        return body.Read(reader) is [var result] ? result : null;
    }

    private async Task WaitForSlotAsync(CallbackOperation operation, CancellationTokenSource expired, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, cancellationToken, closed);
        try
        {
            await _slots.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var isClosed = closed.IsCancellationRequested;
            expired.Dispose();
            throw isClosed ? Ended() : PendingCallback.TimedOut(operation);
        }
    }

    private void Release(PendingCallback call)
    {
        _byId.TryRemove(call.Id, out _);
        _slots.Release();
    }
}
