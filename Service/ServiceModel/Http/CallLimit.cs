namespace WcfBroker.ServiceModel.Http;

/// <summary>Counts the calls of an endpoint and the bytes of their messages, and says when it is enough.</summary>
internal sealed class CallLimit(int callsMax, long bytesMax)
{
    private int _calls;
    private long _bytes;

    /// <summary>Begins a call, which ends by <see cref="Exit"/> even if it is one too many.</summary>
    public bool TryEnter() => Interlocked.Increment(ref _calls) <= callsMax;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= bytesMax)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    /// <summary>Ends a call, which had taken so much.</summary>
    public void Exit(int bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Decrement(ref _calls);
    }
}
