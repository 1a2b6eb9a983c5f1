using System.Xml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>
/// A call whose parameters were read from their bytes, and whose result is written as bytes. One-way calls end with the task that
/// starts them; all others when they are told to: once, by any thread.
/// </summary>
public abstract class EncodedCall : ISessionCall
{
    private SessionCalls? _calls;
    private RequestOperation? _operation;
    private CallId _id;
    private int _isEnded;

    /// <summary>Why the call has failed; null if it has not.</summary>
    internal Exception? Failure { get; private set; }

    Operation ISessionCall.Operation => _operation!.Dispatched;

    UniqueId? ISessionCall.MessageId => _operation!.Dispatched.IsOneWay ? null : _id.ToUniqueId();

    bool ISessionCall.IsStarted { get; set; }

    int ISessionCall.Bytes => Bytes;

    internal int Bytes { get; private set; }

    internal RequestOperation Operation => _operation!;

    internal CallId Id => _id;

    async Task ISessionCall.RunAsync()
    {
        try
        {
            await StartAsync(_calls!.Instance!).ConfigureAwait(false);
            if (_operation!.Dispatched.IsOneWay)
                Complete();
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    internal void Admit(SessionCalls calls, in RequestEnvelope envelope, int bytes)
    {
        _calls = calls;
        _operation = envelope.Operation;
        _id = envelope.Id;
        Bytes = bytes;
    }

    internal void WriteReply(FragmentWriter writer) => WriteResult(writer);

    /// <summary>
    /// Makes the call. It runs where it was received, so it must not block. A call that is answered may go on after the task has ended;
    /// a task that fails fails the call.
    /// </summary>
    /// <param name="service">The instance of the session.</param>
    protected abstract Task StartAsync(object service);

    /// <summary>Writes the members of the result.</summary>
    protected virtual void WriteResult(FragmentWriter writer) => throw new NotSupportedException("A one-way call has no result.");

    /// <summary>The result is known, and is written soon.</summary>
    protected void Complete() => End(null);

    /// <summary>There is no result. A fault that the operation declares is sent as such.</summary>
    protected void Fail(Exception failure) => End(failure);

    private void End(Exception? failure)
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0)
            return;
        Failure = failure;
        _calls!.End(this);
    }
}
