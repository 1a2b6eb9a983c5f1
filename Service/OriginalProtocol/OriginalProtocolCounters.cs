using WcfBroker.Core.Errors;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol;

/// <summary>What the endpoint has seen since it began. Any thread may read.</summary>
public sealed class OriginalProtocolCounters
{
    private readonly long[] _leftOut = new long[Enum.GetValues<Omission>().Length];
    private readonly long[] _refusedWith = new long[Enum.GetValues<ErrorCode>().Length];
    private long _connections;
    private long _connectionsAccepted;
    private long _connectionsRefused;
    private long _violations;
    private long _framesReceived;
    private long _framesSent;
    private long _messagesDropped;
    private long _refusedOtherwise;

    /// <summary>Connections open now.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    public long ConnectionsAccepted => Interlocked.Read(ref _connectionsAccepted);

    /// <summary>Connections closed when accepted, because there were as many as there may be.</summary>
    public long ConnectionsRefused => Interlocked.Read(ref _connectionsRefused);

    /// <summary>Connections closed because the client broke the protocol.</summary>
    public long Violations => Interlocked.Read(ref _violations);

    public long FramesReceived => Interlocked.Read(ref _framesReceived);

    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>Client messages that were not applied: bad topics, unknown methods, limits of the broker.</summary>
    public long MessagesRefused => MessagesRefusedOtherwise + Enum.GetValues<ErrorCode>().Sum(MessagesRefusedWith);

    /// <summary>Those that the protocol knows no method for.</summary>
    public long MessagesRefusedOtherwise => Interlocked.Read(ref _refusedOtherwise);

    /// <summary>Deliveries dropped because the subscriber was slow.</summary>
    public long MessagesDropped => Interlocked.Read(ref _messagesDropped);

    /// <summary>Those that were refused with a code.</summary>
    public long MessagesRefusedWith(ErrorCode code) => Interlocked.Read(ref _refusedWith[(int)code]);

    /// <summary>Deliveries left out because the protocol cannot carry the message.</summary>
    public long MessagesLeftOut(Omission reason) => Interlocked.Read(ref _leftOut[(int)reason]);

    internal bool TryEnter(int connectionsMax)
    {
        if (Interlocked.Increment(ref _connections) <= connectionsMax)
        {
            Interlocked.Increment(ref _connectionsAccepted);
            return true;
        }

        Interlocked.Decrement(ref _connections);
        Interlocked.Increment(ref _connectionsRefused);
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref _connections);

    internal void AddViolation() => Interlocked.Increment(ref _violations);

    internal void AddReceived(int frames) => Interlocked.Add(ref _framesReceived, frames);

    internal void AddSent(int frames) => Interlocked.Add(ref _framesSent, frames);

    internal void AddRefused(ErrorCode? code) => Interlocked.Increment(ref code is { } known ? ref _refusedWith[(int)known] : ref _refusedOtherwise);

    internal void AddDropped(long messages) => Interlocked.Add(ref _messagesDropped, messages);

    internal void AddLeftOut(Omission reason) => Interlocked.Increment(ref _leftOut[(int)reason]);
}
